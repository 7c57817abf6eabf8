"""Texts of the demo regulation, document and people; invented."""

from typing import Any

REGULATION: dict[str, Any] = {
    "zh": {
        "title": "技术信息发布管理办法",
        "introduction": "规定哪些技术可以在平台发布、由谁评审、何时公布，以及持有方和评审人各自的责任。",
        "consultation": "<p>本办法第 2 版公布前征求了会员意见，共收到 23 条，采纳 14 条，逐条说明附于会议纪要。</p>",
        "changes": "评审由一位评审人改为按量表评分；明确退回修改时必须附意见。",
        "articles": [
            ("目的", "<p>为规范技术信息的发布，保护持有方和使用方的权益，制定本办法。</p>"),
            ("适用范围", "<p>在平台发布专利、软件著作权和专有技术，适用本办法。</p>"),
            ("提交", "<p>持有方填写技术信息并关联至少一项标准后提交评审。</p><p>持有方对信息的真实性负责，不得填写技术秘密。</p>"),
            ("评审", "<p>评审人按公开的量表独立评分。与持有方有利害关系的评审人应当回避。</p>"),
            ("发布", "<p>总分不低于 10 分且没有 0 分的，由评审人以外的人员予以发布；5 至 9 分的暂缓，低于 5 分的不予通过，均附书面意见。</p>"),
            ("咨询与回复", "<p>持有方应当在收到咨询后十个工作日内回复。咨询内容只有双方可见。</p>"),
        ],
    },
    "en": {
        "title": "Rules for publishing technology",
        "introduction": "Which technology may be published on the Hub, who reviews it, when it is shown, and what owners and reviewers answer for.",
        "consultation": "<p>Members commented on version 2 before it was adopted: 23 comments, 14 taken up, each one answered in the minutes.</p>",
        "changes": "Review by score sheet instead of by one reviewer's word; what is returned for changes comes with a comment.",
        "articles": [
            ("Purpose", "<p>These rules order the publishing of technology and protect those who own it and those who use it.</p>"),
            ("Scope", "<p>They apply to patents, software copyright and know-how that are published on the Hub.</p>"),
            ("Submitting", "<p>The owner describes the technology, ties it to at least one standard and submits it for review.</p><p>The owner answers for what is written and keeps trade secrets out of it.</p>"),
            ("Review", "<p>Reviewers score independently by the published score sheet. A reviewer with an interest in the owner steps aside.</p>"),
            ("Publishing", "<p>What scores 10 points or more and no 0 is published by somebody who did not review it; 5 to 9 points put it on hold, less rejects it, each with a written comment.</p>"),
            ("Enquiries and answers", "<p>The owner answers an enquiry within ten working days. Only the two sides can read it.</p>"),
        ],
    },
}  # fmt: skip

DOCUMENT: dict[str, Any] = {
    "zh": {"title": "技术发布自查表", "introduction": "提交评审之前，逐项核对的清单。"},
    "en": {"title": "Checklist before you submit technology", "introduction": "What to check, point by point, before review."},
    "files": [
        ("2", "zh", "2026-03-01", "技术发布自查表（第 2 版）", "一、标题写明用途。\n二、摘要不含技术秘密。\n三、至少关联一项标准。\n四、成熟度有依据。\n"),
        ("2", "en", "2026-03-01", "Checklist, version 2", "1. The title says what it is for.\n2. The summary holds no secret.\n3. At least one standard is tied.\n4. The maturity is backed up.\n"),
        ("1", "zh", "2025-01-01", "技术发布自查表（第 1 版）", "一、标题写明用途。\n二、摘要不含技术秘密。\n"),
    ],
}  # fmt: skip

# Chinese name, Latin name, group, address for the form, (role, organisation, about) in Chinese and in English
PEOPLE: list[tuple[str, str, str, str, tuple[str, str, str], tuple[str, str, str]]] = [
    ("周明远", "Zhou Mingyuan", "committee", "committee@demo.example", ("标准化委员会主任", "清禾先进材料研究院", "长期从事石墨烯导热材料的测试方法研究，主持制定多项团体标准。"), ("Chair of the standards committee", "Qinghe Institute of Advanced Materials", "Works on test methods for heat-spreading graphene films and led several association standards.")),
    ("何静", "He Jing", "staff", "secretariat@demo.example", ("秘书长", "中关村标准化协会", "负责协会日常工作。对平台内容有疑问，可以先问她。"), ("Secretary general", "Zhongguancun Standardization Association", "Runs the association day by day. Start with her when you have a question about the Hub.")),
    ("", "Elin Lindqvist", "mentor", "", ("材料方向导师", "林德奎斯特材料公司", "二十年无氟粘结剂研发经验，陪伴初创团队走完从实验室到产线的路。"), ("Mentor for materials", "Lindqvist Materials", "Twenty years with fluorine-free binders; accompanies young teams from the laboratory to the line.")),
]  # fmt: skip
NAMES = {"Zhou Mingyuan": "zhou-mingyuan", "He Jing": "he-jing", "Elin Lindqvist": "elin-lindqvist"}
