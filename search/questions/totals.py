"""What the desk of editors shows of the questions: sums over days, and only of what was asked often enough."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet, Sum

from search.models import QuestionCount

KEPT_DAYS = 90
OFTEN = 3  # a question that was asked less may be one person's own affair
PERIODS = (7, 30, 90)


class Question(NamedTuple):
    """A question with how often it was asked and how often nothing was found."""

    text: str
    language: str
    asked: int
    without_hits: int


class Totals(NamedTuple):
    """All questions of a period: how many times the search was asked, and how often without hits."""

    asked: int
    without_hits: int


def count_all(*, today: date, days: int, language: str = "") -> Totals:
    """Count every question, the rare ones too: a number says nothing about anybody."""
    sums = _rows(today, days, language).aggregate(asked=Sum("asked"), without_hits=Sum("without_hits"))
    return Totals(sums["asked"] or 0, sums["without_hits"] or 0)


def list_questions(
    *, today: date, days: int, language: str = "", only_without_hits: bool = False, limit: int | None = 25
) -> list[Question]:
    """Return what was asked often enough, the most frequent first; perhaps only what found nothing, by how often that was."""
    rows = _rows(today, days, language).values("text", "language")
    sums = rows.annotate(total=Sum("asked"), missed=Sum("without_hits")).filter(total__gte=OFTEN)
    if only_without_hits:
        sums = sums.filter(missed__gt=0)
    ordered = sums.order_by("-missed" if only_without_hits else "-total", "-total", "text", "language")[:limit]
    return [Question(row["text"], row["language"], row["total"], row["missed"]) for row in ordered]


def prune(*, today: date) -> int:
    """Delete what is older than KEPT_DAYS; return how many rows."""
    old = QuestionCount.objects.filter(day__lt=today - timedelta(days=KEPT_DAYS))
    return old.delete()[0] if old.exists() else 0


def _rows(today: date, days: int, language: str) -> QuerySet[QuestionCount]:
    rows = QuestionCount.objects.filter(day__gt=today - timedelta(days=days))
    return rows.filter(language=language) if language else rows
