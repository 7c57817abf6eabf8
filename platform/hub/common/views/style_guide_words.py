"""Sample words of the style guide in both languages, at ordinary and at unreasonable length. All names are invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What the samples are made of."""

    title: str
    summary: str
    org: str
    place: str
    standard_title: str
    role: str
    status: str
    action: str
    state: str
    label: str
    person: str
    sentence: str
    option: str
    file: str
    points: tuple[str, ...]
    steps: tuple[str, ...]


_EN = Words(
    title="Dry electrode coating for thick cathodes",
    summary="Solvent-free line, 220 µm at 40 m/min; licence or joint development.",
    org="Hanze Battery",
    place="Beijing",
    standard_title="Dry-process electrodes for lithium cells: terms, process windows and test methods",
    role="implements",
    status="In force since 3 March 2026",
    action="Submit for review",
    state="In review",
    label="Maturity",
    person="Lin Yue",
    sentence="We can also show the line on 3 December in Beijing; interpreters are on site.",
    option="Exclusive licence",
    file="test-summary.pdf",
    points=("Proposed", "Funded", "Drafted", "Balloted", "In force", "Yearly verdict"),
    steps=("Organisation", "Technology", "Standards", "Terms", "Check and submit"),
)
_EN_LONG = Words(
    title="Electrochemical-impedance-spectroscopy-based state-of-health determination procedure for second-life "
    "lithium-iron-phosphate traction battery modules in intercontinental container transport",
    summary="A procedure, its apparatus and its calibration artefacts, together with a five-year interlaboratory "
    "comparison across eleven accredited laboratories; available as a non-exclusive licence, as a joint "
    "development under the association's rules on standard-essential patents, or as a paid measuring service.",
    org="Lindqvist-Hämäläinen Elektrodenbeschichtungsanlagen- und Prozessautomatisierungsgesellschaft mbH",
    place="Freie und Hansestadt Hamburg, Germany",
    standard_title="Secondary cells and batteries containing alkaline or other non-acid electrolytes: "
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk interfaces and conformance procedures",
    role="is an essential precondition of",
    status="Provisionally suspended pending the outcome of the extraordinary review",
    action="Request an extension of the confidentiality agreement",
    state="Waiting for the second independent verification",
    label="Datenschutzfolgenabschätzungsverantwortlicher",
    person="Maximiliane von Hohenlohe-Waldenburg-Schillingsfürst",
    sentence="We would like to show the production line, including the Elektrodenbeschichtungsanlage and the "
    "Trocknungsstrecke, on any of the following days; simultaneous interpretation is arranged, and visitors need "
    "to register with the gate at least two working days before so that badges and protective clothing are ready.",
    option="Non-exclusive, sublicensable licence for a defined field of use and territory",
    file="2026-11-20_impedance-spectroscopy_interlaboratory-comparison_final-report_v12_signed_translated.pdf",
    points=(
        "Proposed by the working group",
        "Funded by a campaign",
        "Drafted and commented",
        "Balloted by members",
        "In force with a corrigendum",
        "Extraordinary review of the verdict",
    ),
    steps=(
        "Organisation and authorised representative",
        "Technology and evidence",
        "Standards it implements",
        "Terms of cooperation and price",
        "Check your answers and submit",
    ),
)
_ZH = Words(
    title="厚电极干法涂布生产线",
    summary="无溶剂工艺，涂层 220 µm，速度 40 m/min；可许可，也可共同开发。",
    org="汉泽电池",
    place="北京",
    standard_title="锂电池干法电极：术语、工艺窗口与试验方法",
    role="实施",
    status="2026年3月3日起施行",
    action="提交审核",
    state="审核中",
    label="成熟度",
    person="林月",
    sentence="12月3日也可以在北京看生产线，现场有翻译。",
    option="独占许可",
    file="检测摘要.pdf",
    points=("立项", "筹资", "起草", "投票", "施行", "年度评议"),
    steps=("机构信息", "技术内容", "相关标准", "合作条件", "核对并提交"),
)
_ZH_LONG = Words(
    title="面向跨洲集装箱运输的梯次利用磷酸铁锂动力电池模组健康状态电化学阻抗谱测定方法及其配套标定装置与多实验室比对数据集",
    summary="包括测定方法、测试装置和标定样件，并附十一家认可实验室历时五年的比对结果；可以普通许可，可以按照协会标准必要专利规则"
    "共同开发，也可以委托测试。所有数据均可在签署保密协议后于资料室查阅，并可申请到现场见证测试全过程。",
    org="中关村新型储能材料与装备协同创新产业技术研究院（北京）有限责任公司长三角分公司",
    place="新疆维吾尔自治区克孜勒苏柯尔克孜自治州",
    standard_title="含碱性或其他非酸性电解质的蓄电池和蓄电池组：梯次利用模组健康状态的测定方法、判定规则与检测报告编写要求",
    role="属于必要前提",
    status="因启动特别复审，自复审结论公布之日前暂停实施",
    action="申请延长保密协议并通知全部签署方",
    state="等待第二家独立机构核验",
    label="标准必要专利许可声明负责人",
    person="阿卜杜热西提·麦麦提吐尔逊",
    sentence="我们可以在下列任一天安排参观整条产线，包括涂布段和烘干段；现场安排同声传译，来访人员请至少提前两个工作日在门岗登记，"
    "以便准备访客证和防护服。如需带走样品，请同时提交样品流转单，并注明用途、数量和返还时间。",
    option="限定应用领域和地域、可再许可的普通许可",
    file="2026年11月20日_电化学阻抗谱多实验室比对_最终报告_第十二版_已签署_中英对照.pdf",
    points=(
        "工作组提出立项",
        "通过众筹筹得经费",
        "起草并征求意见",
        "会员投票",
        "施行并发布勘误",
        "年度评议特别复审",
    ),
    steps=("机构及授权代表信息", "技术内容与证明材料", "所实施的标准", "合作条件与报价方式", "核对全部内容并提交"),
)
WORDS: dict[tuple[str, bool], Words] = {
    ("en", False): _EN,
    ("en", True): _EN_LONG,
    ("zh-hans", False): _ZH,
    ("zh-hans", True): _ZH_LONG,
}
