"""What the demo is about. Organisations, people, standards and listings are invented."""

from __future__ import annotations

from typing import NamedTuple


class DemoOrganisation(NamedTuple):
    """An organisation and the person who signs in for it."""

    slug: str
    kind: str
    name_zh: str
    name_en: str
    country: str
    level: int
    summary_zh: str
    summary_en: str
    person: str
    language: str


ORGANISATIONS = [
    DemoOrganisation("hanze", "company", "汉泽电池", "Hanze Battery", "CN", 3, "研发固态与钠离子电池的干法电极产线。", "Builds dry-electrode lines for solid-state and sodium-ion cells.", "陈以宁", "zh-hans"),
    DemoOrganisation("meridian", "company", "子午光学", "Meridian Optics", "SG", 2, "产线在线测厚与光谱检测。", "Inline thickness and spectral inspection for production lines.", "Priya Ramanathan", "en"),
    DemoOrganisation("lindqvist", "company", "", "Lindqvist Materials", "SE", 2, "", "Fluorine-free binders and conductive additives.", "Elin Lindqvist", "en"),
    DemoOrganisation("depot", "company", "", "Depot Nord", "DE", 1, "", "Dispatch software for mixed charging depots.", "Jonas Albers", "en"),
    DemoOrganisation("qinghe", "research", "清禾先进材料研究院", "Qinghe Institute of Advanced Materials", "CN", 4, "石墨烯散热与低碳建材的公共研究平台。", "Public research on graphene heat spreading and low-carbon building materials.", "周明远", "zh-hans"),
    DemoOrganisation("yunfan", "company", "云帆低空智能", "Yunfan Low-Altitude Systems", "CN", 2, "城市低空航路与无人机调度。", "Urban low-altitude corridors and drone dispatch.", "林若溪", "zh-hans"),
    DemoOrganisation("zsa", "association", "中关村标准化协会", "Zhongguancun Standardization Association", "CN", 4, "让标准走向市场。", "Standards that reach the market.", "何静", "zh-hans"),
]  # fmt: skip

# (demo sign-in slug, name, language, organisation slug or "", roles)
STAFF = [
    ("reviewer", "沈知行", "zh-hans", "zsa", ("reviewer",)),
    ("publisher", "Ingrid Halvorsen", "en", "zsa", ("publisher",)),
    ("editor", "宋雨桐", "zh-hans", "zsa", ("editor",)),
    ("approver", "Amelia Hartmann", "en", "zsa", ("approver",)),
    ("auditor", "Tomás Ferreira", "en", "", ("auditor",)),
    ("verifier", "顾明远", "zh-hans", "", ("verifier",)),
    ("verifier2", "Ingrid Solheim", "en", "", ("verifier",)),
    ("linyue", "林悦", "zh-hans", "", ()),
    ("steward", "Clara Okafor", "en", "", ("superuser",)),
]

# (number, title zh, title en, published, scope zh, scope en)
STANDARDS = [
    ("T/ZSA 12-2026", "锂电池干法电极：术语、工艺窗口与试验方法", "Dry-process electrodes for lithium cells: terms, process windows and test methods", "2026-03-03", "规定干法电极的术语、涂布与辊压的工艺窗口，以及厚度、剥离强度和残余溶剂的试验方法。", "Terms, process windows for coating and calendering, and test methods for thickness, peel strength and residual solvent."),
    ("T/ZSA 31-2026", "钠离子电池包安全试验", "Safety tests for sodium-ion battery packs", "2026-09-18", "规定钠离子电池包的热扩散、挤压与低温充电安全试验。", "Thermal propagation, crush and low-temperature charging tests for sodium-ion packs."),
    ("T/ZSA 08-2025", "城市低空航路：数据模型与接口", "Urban low-altitude corridors: data model and interfaces", "2025-06-20", "规定低空航路的空间数据模型、状态消息与订阅接口。", "Spatial data model, state messages and subscription interface for low-altitude corridors."),
    ("T/ZSA 17-2024", "石墨烯散热膜 面内导热系数的测定", "Graphene heat-spreading films: in-plane thermal conductivity", "2024-11-08", "规定用激光闪射法测定石墨烯散热膜面内导热系数的方法。", "Determination of in-plane thermal conductivity of graphene films by laser flash."),
    ("T/ZSA 22-2025", "充电场站调度消息", "Dispatch messages for charging depots", "2025-10-15", "规定充电场站与运营平台之间的调度消息及其一致性测试。", "Dispatch messages between charging depots and operators, and their conformance tests."),
    ("T/ZSA 05-2023", "食用油在线光学检测通则", "Inline optical inspection of edible oils: general rules", "2023-05-12", "规定食用油在线光学检测的采样、校准与报告要求。", "Sampling, calibration and reporting for inline optical inspection of edible oils."),
    ("T/ZSA 40-2026", "低碳胶凝材料 28 天强度的快速预测", "Low-carbon binders: rapid prediction of 28-day strength", "2026-10-30", "规定由早期放热曲线预测 28 天抗压强度的方法。", "Predicting 28-day compressive strength from the early heat curve."),
    ("T/ZSA 02-2022", "产线测厚设备互操作", "Interoperability of line thickness gauges", "2022-04-01", "规定产线测厚设备的数据字典与时间同步。", "Data dictionary and time synchronisation of line thickness gauges."),
]  # fmt: skip

# Per listing: owner, state, kind, number, status, title zh, title en, summary zh, summary en, trl, mode, price (minor, currency) or None, links (number, role, clause)
LISTINGS = [
    ("hanze", "published", "invention", "CN 115902417 B", "granted", "厚电极干法涂布生产线", "Dry electrode coating line for thick cathodes", "无溶剂工艺，涂层 220 µm，线速 40 m/min；能耗比湿法低 38%。可许可，也可共同开发。", "Solvent-free line, 220 µm coatings at 40 m/min; uses 38 % less energy than wet coating. Licence or joint development.", 8, "non_exclusive", (320000000, "CNY"), (("T/ZSA 12-2026", "implements", "6.2"),)),
    ("lindqvist", "published", "pct", "WO 2025/118234 A1", "applied", "", "Dry electrode binder without fluorine", "", "PFAS-free fibrillating binder for roll-to-roll lines; runs on existing calenders, two pilot customers.", 7, "exclusive", None, (("T/ZSA 12-2026", "needs", "4.3"),)),
    ("meridian", "published", "invention", "CN 116358922 B", "granted", "极片辊压在线测厚系统", "Inline thickness gauge for calendered electrodes", "同步 X 射线与激光，精度 ±0.5 µm，适用于干法与湿法电极；已在三条产线运行。", "Synchronised X-ray and laser, ±0.5 µm, for dry and wet electrodes; running on three lines.", 9, "non_exclusive", (14000000, "EUR"), (("T/ZSA 12-2026", "test_method", "7.1"), ("T/ZSA 02-2022", "implements", ""))),
    ("qinghe", "published", "invention", "CN 114789301 B", "granted", "石墨烯散热膜卷对卷制备方法", "Roll-to-roll production of graphene heat-spreading films", "面内导热系数 1,650 W/(m·K)，幅宽 600 mm，良率 94%；愿意转让。", "1,650 W/(m·K) in plane, 600 mm wide, 94 % yield; open to assignment.", 8, "assignment", (850000000, "CNY"), (("T/ZSA 17-2024", "test_method", "5"),)),
    ("depot", "published", "software", "DE 2024-118", "unregistered", "", "Dispatch model for mixed charging depots", "", "Cuts peak load by a third in two pilots with buses and vans; seeks a utility partner in Asia.", 6, "joint_venture", None, (("T/ZSA 22-2025", "implements", "8"),)),
    ("yunfan", "published", "invention", "CN 117204466 A", "applied", "低空航路冲突预测与改航方法", "Conflict prediction and rerouting for low-altitude corridors", "提前 90 秒预测冲突，城区试飞 1,200 架次无告警漏报。", "Predicts conflicts 90 seconds ahead; 1,200 urban flights without a missed alert.", 7, "open_licence", (4800000, "CNY"), (("T/ZSA 08-2025", "essential", "9.4"),)),
    ("meridian", "published", "invention", "SG 10202308812 A", "granted", "食用油光散射在线探头", "Optical scattering probe for food oils", "3 秒完成在线测量，两项授权专利，可非独占许可。", "Inline measurement in 3 s, two granted patents, open to non-exclusive licence.", 8, "non_exclusive", None, (("T/ZSA 05-2023", "test_method", "6"),)),
    ("qinghe", "published", "know_how", "", "unregistered", "低碳胶凝材料早强调控技术", "Early-strength control of low-carbon binders", "以工业固废替代 45% 熟料，3 天强度不降；附两个标段的施工记录。", "Replaces 45 % of clinker by industrial residues without losing 3-day strength; two construction records.", 7, "non_exclusive", None, (("T/ZSA 40-2026", "implements", ""),)),
    ("hanze", "in_review", "invention", "CN 118120556 A", "applied", "钠离子电池包热扩散阻隔结构", "Barrier against thermal propagation in sodium-ion packs", "相变与气凝胶复合隔层，单体热失控后 30 分钟不扩散。", "Phase-change and aerogel layer; no propagation for 30 minutes after a cell runs away.", 6, "joint_venture", None, (("T/ZSA 31-2026", "needs", "5.4"),)),
    ("yunfan", "submitted", "utility_model", "CN 220331908 U", "granted", "楼顶起降场自适应照明装置", "Adaptive lighting for rooftop landing sites", "随能见度与来向调节，误降率下降 70%。", "Adapts to visibility and approach; wrong landings fall by 70 %.", 8, "assignment", (36000000, "CNY"), (("T/ZSA 08-2025", "implements", "11"),)),
    ("lindqvist", "draft", "know_how", "", "unregistered", "", "Conductive additive dispersion without solvent", "", "Dry dispersion of carbon nanotubes for cathodes; lab scale.", 4, "cooperation", None, ()),
    ("depot", "on_hold", "software", "2026SR0418822", "unregistered", "", "Charging plan for depots with solar roofs", "", "Plans charging for mixed fleets from tomorrow's sun and tariffs; tested on six weeks of data.", 4, "non_exclusive", None, (("T/ZSA 22-2025", "implements", ""),)),
    ("yunfan", "rejected", "know_how", "", "unregistered", "起降场选址经验", "", "多年选址经验。", "", 3, "cooperation", None, (("T/ZSA 08-2025", "background", ""),)),
    ("qinghe", "expired", "invention", "CN 112345678 B", "granted", "水泥窑余热在线监测方法", "Online monitoring of waste heat in cement kilns", "红外与热电偶融合，测温误差 3 ℃。", "Fuses infrared and thermocouples; error 3 °C.", 7, "open_licence", (2000000, "CNY"), (("T/ZSA 40-2026", "background", ""),)),
]  # fmt: skip

# (buyer, index of listing, messages (speaker slug, text))
ENQUIRIES = [
    ("meridian", 0, (("meridian", "您好。我们在做极片在线测厚，想了解贵方涂布宽度和最大线速，能否提供一份样片数据？"), ("hanze", "宽度 650 mm，线速 40 m/min。样片数据本周内发来，完整工艺参数需先签保密协议。"), ("hanze", "We can also show the line on 3 December in Beijing; interpreters are on site."))),
    ("depot", 5, (("depot", "Could the rerouting method run on our depot's edge computers (8 GB)? We plan drone parcel hubs on two roofs."),)),
]  # fmt: skip

# (slug, title zh, title en, introduction zh, introduction en, paragraphs zh, paragraphs en, standard number)
NEWS = [
    ("dry-electrode-pilot", "干法电极标准发布半年，三条产线采用", "Six months on, three lines run to the dry-electrode standard", "T/ZSA 12-2026 发布以来，三家企业在新产线上采用了第 5 至第 7 章。", "Since T/ZSA 12-2026 was released, three companies have built lines to its clauses 5 to 7.", ["采用方反馈最多的是厚度试验方法：产线与实验室的数据第一次可以直接比较。", "协会将于 2027 年 3 月按章程复审该标准，采用记录是唯一的评判依据。"], ["What adopters mention most is the thickness test: for the first time, figures from line and laboratory can be compared.", "The association reviews the standard in March 2027, as its rules demand; adoption is the only measure."], "T/ZSA 12-2026"),
    ("sodium-safety-open", "钠离子电池包安全试验标准开放采用登记", "Sodium-ion pack safety tests: adoption register opens", "T/ZSA 31-2026 自本月起接受采用登记，检测机构可同步申请授权。", "T/ZSA 31-2026 takes adoption records from this month; testing bodies can apply for designation.", ["登记只需标准条款、产品型号与检测报告编号，协会在三个工作日内核对。"], ["A record needs the clause, the product model and the number of a test report; the association checks it within three working days."], "T/ZSA 31-2026"),
    ("how-a-listing-is-reviewed", "一项技术如何通过评审", "How a technology passes review", "四项评分、一份意见，三个工作日。我们把评审表公开在这里。", "Four scores, one comment, three working days. The rubric is public.", ["评审人不评审本单位的技术；总分 10 分以上且没有 0 分可以发布，5 至 9 分暂缓，更低则不通过，每次都附意见。", "暂缓不是拒绝：修改后再次提交，评审人能看到上一轮的意见。发布由另一位工作人员决定。"], ["Reviewers do not judge their own organisation's technology. Ten points or more without a zero may be published, five to nine put it on hold, less rejects it, each time with a comment.", "On hold is not refused: when it comes again, the reviewer sees the last comment. Another person decides on publishing."], ""),
]  # fmt: skip
