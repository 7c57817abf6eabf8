"""What makes the demo's registry a living one: steps of projects, earlier editions, relations, documents, followers."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from cms.demo.people import Cast
from hub.common.actors import Actor
from hub.standards.enums import DocumentAccess, DocumentKind, WithdrawalGround
from hub.standards.models import Standard
from hub.standards.queries import find_by_number
from hub.standards.services.documents import add_document
from hub.standards.services.editing import add_step, withdraw_standard
from hub.standards.services.following import follow
from hub.standards.services.importing import import_standards

# The fields that the registry's import reads; relations name the other standard in any form.
MORE: list[dict[str, str]] = [
    {"number": "T/ZSA 12-2026", "ics": "29.220.99", "text_languages": "zh en", "implemented_date": "2026-06-01", "replaces": "T/ZSA 12-2022", "cites": "GB/T 36276-2023; IEC 62660-1:2018", "title_zh": "锂电池干法电极：术语、工艺窗口与试验方法"},
    {"number": "T/ZSA 12-2022", "title_zh": "锂电池干法电极：术语", "title_en": "Dry-process electrodes for lithium cells: terms", "published_date": "2022-05-20", "withdrawn_date": "2026-03-03", "status": "superseded", "ics": "29.220.99; 01.040.29", "abstract_zh": "规定干法电极的术语和定义。", "abstract_en": "Terms and definitions for dry-process electrodes.", "text_languages": "zh"},
    {"number": "T/ZSA 31-2026", "ics": "29.220; 13.220", "text_languages": "zh", "adopts": "IEC 62660-3:2022 (MOD)", "title_zh": "钠离子电池包安全试验"},
    {"number": "T/ZSA 08-2025", "ics": "03.220; 49.020", "text_languages": "zh en", "title_zh": "城市低空航路：数据模型与接口"},
    {"number": "T/ZSA 17-2024", "ics": "17.200; 59.100", "text_languages": "zh", "title_zh": "石墨烯散热膜 面内导热系数的测定"},
    {"number": "T/ZSA 22-2025", "ics": "43.120; 35.240", "text_languages": "en", "cites": "RFC 9110; T/ZSA 08-2025", "title_zh": "充电场站调度消息"},
    {"number": "T/ZSA 05-2023", "ics": "67.200", "text_languages": "zh", "title_zh": "食用油在线光学检测通则"},
    {"number": "T/ZSA 40-2026", "ics": "91.100", "text_languages": "zh", "title_zh": "低碳胶凝材料 28 天强度的快速预测"},
    {"number": "T/ZSA 02-2022", "ics": "17.040; 25.040", "text_languages": "zh", "title_zh": "产线测厚设备互操作"},
    {"number": "T/ZSA 51-2027", "title_zh": "钠离子电池梯次利用：评价与分级", "title_en": "Second life of sodium-ion batteries: assessment and grading", "status": "draft", "ics": "29.220; 13.030", "abstract_zh": "规定钠离子电池梯次利用前的检测项目、评价指标与分级方法。", "abstract_en": "Checks, measures and grades for sodium-ion batteries before their second use.", "machine_translated": "abstract_en", "cites": "T/ZSA 31-2026"},
    {"number": "T/ZSA 54-2027", "title_zh": "低空航路气象数据服务要求", "title_en": "Weather data services for low-altitude corridors", "status": "draft", "ics": "07.060; 49.020", "cites": "T/ZSA 08-2025"},
    {"number": "T/ZSA 03-2021", "title_zh": "充电桩蓝牙应急启动", "title_en": "Emergency start of charging points by Bluetooth", "published_date": "2021-08-10", "ics": "43.120", "abstract_zh": "规定网络中断时以蓝牙启动充电的流程。", "abstract_en": "How to start charging by Bluetooth while the network is down.", "text_languages": "zh"},
    {"number": "GB/T 36276-2023", "title_zh": "电力储能用锂离子电池", "title_en": "Lithium ion battery for electrical energy storage", "published_date": "2023-12-28", "ics": "27.180; 29.220"},
]  # fmt: skip

# (number, steps: (stage code, day, what happened in Chinese, in English))
STEPS = [
    ("T/ZSA 12-2026", (
        ("10.00", "2025-02-02", "汉泽电池与清禾研究院提出", "Proposed by Hanze Battery and Qinghe Institute"),
        ("10.99", "2025-03-18", "", ""),
        ("20.20", "2025-04-07", "4 稿，212 条意见", "4 drafts, 212 comments"),
        ("40.60", "2025-11-20", "17 家机构、63 条意见", "63 comments from 17 organisations"),
        ("50.99", "2026-01-19", "赞成 92%", "92 % in favour"),
        ("60.60", "2026-03-03", "", ""),
    )),
    ("T/ZSA 51-2027", (
        ("10.00", "2026-04-15", "协会市场委员会提出", "Proposed by the market committee"),
        ("10.99", "2026-06-02", "", ""),
        ("20.99", "2026-09-28", "2 稿", "2 drafts"),
        ("40.20", "2026-11-09", "征求意见至 12 月 15 日", "Open for comment until 15 December"),
    )),
    ("T/ZSA 54-2027", (
        ("10.20", "2026-10-26", "云帆低空智能提出", "Proposed by Yunfan Low-Altitude Systems"),
    )),
]  # fmt: skip
REASONS = "充电桩已普遍支持离线授权，蓝牙启动不再使用；近两年没有采用记录。"


def dress_standards(cast: Cast, now: datetime) -> None:
    """Add what the plain list does not say, each act by the editor."""
    editor = cast.actor("editor")
    import_standards(actor=editor, rows=MORE, now=now)
    for number, steps in STEPS:
        for code, day, note_zh, note_en in steps:
            add_step(
                actor=editor,
                standard=_named(number),
                code=code,
                day=date.fromisoformat(day),
                note_zh=note_zh,
                note_en=note_en,
                now=now,
            )
    withdraw_standard(
        actor=editor,
        standard=_named("T/ZSA 03-2021"),
        ground=WithdrawalGround.OUT_OF_STEP,
        note=REASONS,
        day=date(2026, 6, 30),
        now=now,
    )
    _add_documents(cast, editor, now)
    follow(actor=cast.actor("meridian"), standard=_named("T/ZSA 12-2026"), now=now)
    follow(actor=cast.actor("hanze"), ics_code="29.220", now=now)


def _named(number: str) -> Standard:
    found = find_by_number(number)
    if found is None:
        raise LookupError(f"the demo has no {number}")
    return found


def _add_documents(cast: Cast, editor: Actor, now: datetime) -> None:
    standard = _named("T/ZSA 12-2026")
    for kind, access in ((DocumentKind.PREVIEW, DocumentAccess.OPEN), (DocumentKind.TEXT, DocumentAccess.SIGNED_IN)):
        lines = [standard.number, standard.title_en, "", f"{kind.value.capitalize()}. Demo document."]
        add_document(
            actor=editor,
            organisation=cast.organisations["zsa"],
            standard=standard,
            upload=SimpleUploadedFile(f"t-zsa-12-2026-{kind.value}-en.pdf", plain_pdf(lines), "application/pdf"),
            kind=kind,
            language="en",
            access=access,
            now=now,
        )


def plain_pdf(lines: list[str]) -> bytes:
    """Return a PDF of one page with a few lines of Latin text."""
    shown = "".join(f"({line.translate({40: None, 41: None, 92: None})}) Tj T*\n" for line in lines)
    stream = f"BT /F1 12 Tf 16 TL 72 760 Td\n{shown}ET".encode("latin-1", "replace")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        body
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    )
