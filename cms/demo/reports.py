"""Reports of wrong facts: one open, one answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from cms.demo.people import Cast
from hub.corrections.services import report_wrong_fact
from hub.standards.models import Standard
from hub.workflow.services import fire

OPEN = "页面上的发布日期是 3 月 3 日，标准封面上印的是 3 月 2 日。"
ANSWERED = "The scope leaves out the overcharge test of clause 7."


def make_reports(cast: Cast, now: datetime) -> None:
    """Let two readers report on standards, and an editor accept one of the reports."""
    first, second = Standard.objects.order_by("id")[:2]
    readers = [slug for slug in cast.organisations if slug != "zsa"]
    report_wrong_fact(actor=cast.actor(readers[0]), subject=first, fact=OPEN, source="", now=now - timedelta(days=3))
    at = now - timedelta(days=6)
    answered = report_wrong_fact(actor=cast.actor(readers[1]), subject=second, fact=ANSWERED, source="", now=at)
    answer = "Thank you. The scope now names it."
    fire(answered, "accept", cast.actor("editor"), at + timedelta(hours=20), answer=answer)
