"""Harmonised stage codes (ISO Guide 69, as the association's project rules use them): stage, sub-stage, names in both languages.

Stages 00 to 95; sub-stages 00 registration, 20 start, 60 end, 92 back to an earlier stage, 93 once more, 98 dropped, 99 go on.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import get_language


class StageName(NamedTuple):
    """The name of a stage or stage code in both languages."""

    en: str
    zh: str

    @property
    def shown(self) -> str:
        """The name in the active language."""
        return self.zh if (get_language() or "en").startswith("zh") else self.en


STAGES = {
    "00": StageName("Preliminary", "预研"),
    "10": StageName("Proposal", "立项"),
    "20": StageName("Drafting", "起草"),
    "30": StageName("Committee draft", "委员会稿"),
    "40": StageName("Public comment", "征求意见"),
    "50": StageName("Ballot and approval", "审查与批准"),
    "60": StageName("Publication", "发布"),
    "90": StageName("Yearly market review", "年度市场复审"),
    "95": StageName("Withdrawal", "废止"),
}

CODES = {
    "00.00": StageName("Idea registered", "预研登记"),
    "00.20": StageName("Idea being screened", "预研筛选"),
    "00.60": StageName("Screening closed", "预研筛选结束"),
    "00.98": StageName("Idea dropped", "预研终止"),
    "00.99": StageName("Idea taken up", "同意进入立项"),
    "10.00": StageName("Proposal registered", "立项申请登记"),
    "10.20": StageName("Proposal in open review", "立项公示评审"),
    "10.60": StageName("Proposal review closed", "立项评审结束"),
    "10.92": StageName("Proposal returned to its author", "立项申请退回"),
    "10.98": StageName("Proposal rejected", "立项未批准"),
    "10.99": StageName("Project approved", "立项批准"),
    "20.00": StageName("Project in the work programme", "列入工作计划"),
    "20.20": StageName("Working draft begun", "工作组起草"),
    "20.60": StageName("Comments of the working group closed", "工作组意见征集结束"),
    "20.98": StageName("Project dropped", "项目终止"),
    "20.99": StageName("Working draft ready", "工作组稿完成"),
    "30.00": StageName("Committee draft registered", "委员会稿登记"),
    "30.20": StageName("Committee draft in review", "委员会稿讨论"),
    "30.60": StageName("Committee review closed", "委员会稿讨论结束"),
    "30.92": StageName("Back to the working group", "退回工作组"),
    "30.98": StageName("Project dropped", "项目终止"),
    "30.99": StageName("Approved for public comment", "同意公开征求意见"),
    "40.00": StageName("Draft for comment registered", "征求意见稿登记"),
    "40.20": StageName("Open for public comment", "公开征求意见"),
    "40.60": StageName("Public comment closed", "征求意见结束"),
    "40.92": StageName("Back to the committee", "退回委员会"),
    "40.93": StageName("Comment to be repeated", "再次征求意见"),
    "40.98": StageName("Project dropped", "项目终止"),
    "40.99": StageName("Approved for ballot", "同意送审"),
    "50.00": StageName("Final draft registered", "送审稿登记"),
    "50.20": StageName("Expert review and ballot", "专家审查与投票"),
    "50.60": StageName("Ballot closed", "投票结束"),
    "50.92": StageName("Final draft sent back", "送审稿退回"),
    "50.98": StageName("Project dropped", "项目终止"),
    "50.99": StageName("Approved for publication", "批准发布"),
    "60.00": StageName("Being edited for publication", "发布前编辑"),
    "60.60": StageName("Published", "已发布"),
    "90.20": StageName("Market review open", "市场复审中"),
    "90.60": StageName("Market review closed", "市场复审结束"),
    "90.92": StageName("To be revised", "需修订"),
    "90.93": StageName("Confirmed", "继续有效"),
    "90.99": StageName("Withdrawal proposed", "建议废止"),
    "95.20": StageName("Withdrawal ballot", "废止投票"),
    "95.60": StageName("Withdrawal ballot closed", "废止投票结束"),
    "95.92": StageName("Not withdrawn", "决定不废止"),
    "95.99": StageName("Withdrawn", "已废止"),
}


def is_stage_code(code: str) -> bool:
    """Whether this is a code of the table."""
    return code in CODES


def stage_of(code: str) -> str:
    """Return the stage a code belongs to: the first two digits."""
    return code[:2]


def code_name(code: str) -> str:
    """Return what a stage code says in the active language; the code itself when it is none of ours."""
    known = CODES.get(code)
    return known.shown if known else code


def stage_name(stage: str) -> str:
    """Return the name of a stage ("40") in the active language; the digits themselves when it is none."""
    known = STAGES.get(stage)
    return known.shown if known else stage


def stage_choices() -> list[tuple[str, str]]:
    """Return every stage code with its name in the active language, for a form."""
    return [(code, f"{code} {name.shown}") for code, name in CODES.items()]
