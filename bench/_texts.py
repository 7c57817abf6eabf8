"""Made-up documents and questions for measurements: bilingual titles and texts, the same for each seed.

Terms are ours. A long tail of rare words, without which an index would be unlike a real one, is drawn from the words of the
glossary with the frequencies of Zipf's law.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from search.glossary.dictionary import dictionary

_THINGS = """
solid-state battery|固态电池;lithium-ion cell|锂离子电池;dry electrode|干法电极;separator film|隔膜;hydrogen valve|氢气阀门
fuel cell stack|燃料电池堆;photovoltaic module|光伏组件;wind turbine blade|风力机叶片;charging station|充电桩;power converter|变流器
industrial robot|工业机器人;machine vision camera|机器视觉相机;laser radar|激光雷达;torque sensor|扭矩传感器;servo motor|伺服电机
graphene coating|石墨烯涂层;carbon fibre|碳纤维;ceramic substrate|陶瓷基板;rare earth magnet|稀土永磁体;aluminium alloy|铝合金
medical glove|医用手套;blood glucose meter|血糖仪;surgical mask|外科口罩;heart monitor|心电监护仪;bone implant|骨植入物
drinking water filter|饮用水过滤器;waste water plant|污水处理厂;air purifier|空气净化器;noise barrier|声屏障;soil sampler|土壤采样器
steel bridge|钢桥;fire door|防火门;lift controller|电梯控制器;building glass|建筑玻璃;heat pump|热泵
cold chain container|冷链集装箱;railway brake|铁路制动器;traffic signal|交通信号灯;car seat|汽车座椅;unmanned aircraft|无人机
optical fibre cable|光纤光缆;radio base station|无线基站;smart card chip|智能卡芯片;cloud platform|云平台;data centre|数据中心
speech recognition engine|语音识别引擎;digital certificate|数字证书;payment terminal|支付终端;time server|时间服务器;industrial gateway|工业网关
tea leaf dryer|茶叶烘干机;grain silo|粮仓;seed coating|种子包衣;fish feed|鱼饲料;greenhouse film|温室薄膜
children's toy|儿童玩具;textile dye|纺织染料;leather shoe|皮鞋;kitchen hood|抽油烟机;gas detector|气体探测器
"""
_ASPECTS = """
thermal runaway|热失控;cycle life|循环寿命;electromagnetic compatibility|电磁兼容;surface roughness|表面粗糙度;energy efficiency|能效
corrosion resistance|耐腐蚀性;noise emission|噪声排放;data protection|数据保护;dimensional accuracy|尺寸精度;tensile strength|抗拉强度
fire resistance|耐火性能;biological compatibility|生物相容性;response time|响应时间;moisture content|含水率;functional safety|功能安全
service life|使用寿命;leak tightness|密封性;wear|磨损;vibration|振动;interoperability|互操作性
carbon footprint|碳足迹;traceability|可追溯性;light transmission|透光率;residual stress|残余应力;cleanliness|洁净度
"""
_KINDS = """
test methods|试验方法;technical requirements|技术要求;general specification|通用规范;guidelines|指南;terminology|术语
classification|分类;sampling rules|抽样规则;performance assessment|性能评价;quality management|质量管理;safety requirements|安全要求
"""
_FIELDS = """
electric vehicles|电动汽车;railway transport|轨道交通;hospitals|医院;agriculture|农业;shipbuilding|造船
food processing|食品加工;smart cities|智慧城市;aerospace|航空航天;mining|采矿;power grids|电网
"""
_EN = (
    "This document specifies the {k} of {t} with regard to {a}, as used in {f}.",
    "Applies to {t} and to {u} whose {a} has to be proven before delivery, among them {w} and {x}.",
    "The method measures {a} under repeated load; {w}, {x} and {y} are recorded for each {t}.",
    "We offer a process for {t} that lowers {a} losses by {n} percent and has run in {f} for {m} months.",
    "Annex A describes {w} for {u}; limits for {a} follow {s}, with {x} and {y} where {z} is concerned.",
    "Partners from {f} are sought to bring {t} with improved {a} to market, including {w} of {x}.",
)
_ZH = (
    "本文件规定了{f}用{t}在{a}方面的{k}。",
    "适用于交付前需要证明{a}的{t}和{u}，包括{w}与{x}。",
    "该方法在反复加载下测量{a}，并记录每个{t}的{w}、{x}和{y}。",
    "我们提供一种{t}工艺，可使{a}损失降低{n}%，已在{f}领域运行{m}个月。",
    "附录A描述{u}的{w}；{a}的限值依照{s}，涉及{z}时还应考虑{x}和{y}。",
    "寻求{f}领域的合作伙伴，将{a}更优的{t}推向市场，涉及{w}及{x}。",
)
_ISSUERS = ("GB/T", "ISO", "IEC", "T/ZSA", "EN", "JB/T", "ISO/IEC", "SJ/T")
Words = tuple[str, str]


class MadeUp(NamedTuple):
    """The texts of one document, its kind ("standard", "listing" or "organisation") and the values of its facets; `audience`
    is who may find it.
    """

    number: str
    kind: str
    title_en: str
    title_zh: str
    body_en: str
    body_zh: str
    facets: dict[str, list[str]]
    audience: str


def _pairs(text: str) -> list[Words]:
    halves = (pair.partition("|") for line in text.strip().splitlines() for pair in line.split(";"))
    return [(english, chinese) for english, _sign, chinese in halves]


THINGS, ASPECTS, KINDS, FIELDS = map(_pairs, (_THINGS, _ASPECTS, _KINDS, _FIELDS))


@lru_cache(maxsize=1)
def _tail() -> tuple[list[Words], list[float]]:
    """Rare words in both languages, and their cumulated weights."""
    known = ((stems.split()[0], word) for word, stems in sorted(dictionary().items()) if 2 <= len(word) <= 4)
    words = [(english, chinese) for english, chinese in known if len(english) >= 3]
    random.Random(7).shuffle(words)
    return words, list(accumulate(1 / rank for rank in range(3, len(words) + 3)))


def _sentence(dice: random.Random, thing: Words, rare: list[Words]) -> Words:
    """One sentence in both languages about a thing."""
    at = dice.randrange(len(_EN))
    chosen = {"t": thing, "u": dice.choice(THINGS), "a": dice.choice(ASPECTS), "f": dice.choice(FIELDS)}
    chosen |= {"k": dice.choice(KINDS), "w": rare[0], "x": rare[1], "y": rare[2], "z": rare[3]}
    number = _number(dice.choice(_ISSUERS), dice.randrange(200_000))
    chosen |= {
        name: (value, value) for name, value in (("n", str(dice.randrange(5, 60))), ("m", str(dice.randrange(3, 48))))
    }
    chosen["s"] = (number, number)
    english, chinese = ({name: pair[side] for name, pair in chosen.items()} for side in (0, 1))
    return _EN[at].format(**english), _ZH[at].format(**chinese)


def _number(issuer: str, count: int) -> str:
    part = f".{count % 7 + 1}" if count % 5 == 0 else ""
    return f"{issuer} {10_000 + count}{part}-{1996 + count % 31}"


def document(at: int) -> MadeUp:
    """Return the document with that number: six of ten are standards, one in ten is not public, two in five are in one
    language only.
    """
    dice = random.Random(at)
    words, weights = _tail()
    thing, aspect, sort, used = (dice.choice(pairs) for pairs in (THINGS, ASPECTS, KINDS, FIELDS))
    rare = dice.choices(words, cum_weights=weights, k=4 * 5)
    kind = ("standard",) * 6 + ("listing",) * 3 + ("organisation",)
    titles = (
        f"{thing[0]} for {used[0]} — {sort[0]} for {aspect[0]} and {rare[0][0]}".capitalize(),
        f"{used[1]}用{thing[1]} {aspect[1]}与{rare[0][1]}{sort[1]}",
    )
    body = [_sentence(dice, thing, rare[4 * n : 4 * n + 4]) for n in range(5)]
    kept = (dice.randrange(5) != 0, dice.randrange(4) != 0)
    sides = (True, True) if not any(kept) else kept
    issuer = dice.choice(_ISSUERS)
    return MadeUp(
        number=_number(issuer, at),
        kind=kind[at % 10],
        title_en=titles[0] if sides[0] else "",
        title_zh=titles[1] if sides[1] else "",
        body_en=" ".join(pair[0] for pair in body) if sides[0] else "",
        body_zh="".join(pair[1] for pair in body) if sides[1] else "",
        facets={
            "issuer": [issuer],
            "status": [dice.choice(("in-force", "in-force", "in-force", "draft", "withdrawn"))],
            "ics": [f"{5 * (THINGS.index(thing) // 3) + 1:02}"],
            "stage": [dice.choice(("10", "20", "30", "40", "60", "60", "90"))],
            "text": [code for code, has in zip(("en", "zh"), sides, strict=True) if has],
        },
        audience="public" if dice.randrange(10) else f"org:{dice.randrange(50)}",
    )


def documents(first: int, end: int) -> Iterator[MadeUp]:
    """Return the documents with these numbers."""
    return map(document, range(first, end))


def sentences(count: int) -> list[str]:
    """Return whole questions, by turns in English and Chinese, the second half of each in words of other documents."""
    dice, words = random.Random(11), _tail()[0]
    asked = []
    for at in range(count):
        side, thing, aspect, used = at % 2, dice.choice(THINGS), dice.choice(ASPECTS), dice.choice(FIELDS)
        rare = words[dice.randrange(2000)]
        asked.append(
            f"我们想为{used[1]}找一种能改善{aspect[1]}并且适用于{rare[1]}的{thing[1]}，应当依照哪些标准进行试验"
            if side
            else f"Which standards should be followed to test a {thing[0]} with better {aspect[0]} and {rare[0]} in {used[0]}"
        )
    return asked
