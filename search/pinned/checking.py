"""Whether questions may be kept for a recommendation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from search.lexicon.forms import lines_of
from search.models import PinnedResult, SearchDocument
from search.pinned.pins import MAX_QUESTIONS, compared
from search.questions.keeping import LONGEST
from search.registry import PUBLIC


def faults_of_questions(questions: Sequence[str], *, own: int | None, today: date) -> list[str]:
    """Return in words why these questions cannot be those of the recommendation with the key `own` (None: a new one)."""
    others = PinnedResult.objects.filter(until__gte=today).exclude(pk=own)
    taken = {compared(question): other for other in others for question in lines_of(other.questions)}
    faults = [] if questions else [_("Write at least one question.")]
    if len(questions) > MAX_QUESTIONS:
        faults.append(_("At most %(count)s questions fit one recommendation.") % {"count": MAX_QUESTIONS})
    for question in questions:
        shown = {"question": question[:LONGEST], "count": LONGEST}
        if len(question) > LONGEST:
            faults.append(_("“%(question)s…” is longer than %(count)s characters.") % shown)
        elif not compared(question):
            faults.append(_("“%(question)s” holds no word that the search looks for.") % shown)
        elif compared(question) in taken:
            values = {**shown, "other": taken[compared(question)]}
            faults.append(_("“%(question)s” belongs to the recommendation “%(other)s” already.") % values)
    return faults


def offered() -> QuerySet[SearchDocument]:
    """Return what may be recommended: what everybody may see, newest first. Both databases read the audiences as text."""
    rows = SearchDocument.objects.annotate(told=Cast("audiences", TextField()))
    return rows.filter(told__contains=f'"{PUBLIC}"', is_deleted=False).order_by("-sort_at", "key")


def shown_title(document: SearchDocument) -> str:
    """Return the title of what is recommended as a desk may show it: none of what not everybody may see any more."""
    is_open = PUBLIC in document.audiences and not document.is_deleted
    return str(document) if is_open else _("no longer public")
