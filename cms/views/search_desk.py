"""The editors' desk of the search: what is asked, what finds nothing, how the engines stand, what editors did about it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hub.accounts.queries import has_role
from hub.common.bilingual import Language
from hub.common.tables import csv_lines
from search.enums import EngineName
from search.following import Lag, lags
from search.lexicon.forms import has_han
from search.models import PinnedResult, Term
from search.pinned.checking import shown_title
from search.questions.totals import KEPT_DAYS, OFTEN, PERIODS, Question, count_all, list_questions

USUAL_DAYS = 30
SHOWN_PINNED = 10
COLUMNS = ("question", "language of the page", "asked", "without results")


def _editors_only(request: HttpRequest) -> None:
    if not (has_role(request.user, "editor", "approver") or request.user.is_superuser):
        raise PermissionDenied(_("This desk is open to people with the role of editor or approver."))


def _asked(request: HttpRequest) -> dict[str, Any]:
    """Read period and language of an address; nonsense is the usual."""
    days, language = request.GET.get("days", ""), request.GET.get("language", "")
    return {
        "today": timezone.now().date(),
        "days": next((one for one in PERIODS if str(one) == days), USUAL_DAYS),
        "language": language if language in Language.values else "",
    }


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Show the desk."""
    _editors_only(request)
    asked = _asked(request)
    totals = count_all(**asked)
    pinned = PinnedResult.objects.filter(until__gte=asked["today"]).select_related("first")[:SHOWN_PINNED]
    context = {
        "total": totals.asked,
        "total_shown": _number(totals.asked),
        "found_share": f"{(1 - totals.without_hits / totals.asked):.0%}" if totals.asked else "",
        "top": [_row(question) for question in list_questions(**asked)],
        "missed": [_row(question) for question in list_questions(**asked, only_without_hits=True)],
        "periods": _periods(asked),
        "languages": _languages(asked),
        "engines": [_engine(lag) for lag in lags()],
        "terms": Term.objects.filter(is_active=True).count(),
        "pinned": [_pinned(row) for row in pinned],
        "export_url": _address(asked, "search-desk-export"),
        "kept_days": KEPT_DAYS,
        "often": OFTEN,
    }
    return render(request, "cms/search_desk.html", context)


@require_safe
@login_required
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Give the questions of the period as a CSV file, as far as the desk shows them."""
    _editors_only(request)
    rows = list_questions(**_asked(request), limit=None)
    answer = StreamingHttpResponse(csv_lines(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="search-questions.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _row(question: Question) -> dict[str, Any]:
    """Return a question with what can be done about it."""
    side = "zh" if has_han(question.text) else "en"
    return {
        "text": question.text,
        "asked": _number(question.asked),
        "missed": _number(question.without_hits),
        "language": Language(question.language).label,
        "url": f"{reverse('search:results')}?{urlencode({'q': question.text})}",
        "term_url": f"{reverse('term:add')}?{urlencode({side: question.text})}",
        "pin_url": f"{reverse('pinnedresult:add')}?{urlencode({'q': question.text})}",
    }


def _engine(lag: Lag) -> dict[str, Any]:
    """Return how far an engine is, in words."""
    held = {"held": _number(lag.held), "documents": _number(lag.documents)}
    behind = ngettext("%(count)s change behind", "%(count)s changes behind", lag.behind or 0)
    if not lag.answers:
        state = _("does not answer")
    elif not lag.built:
        state = _("is being built")
    else:
        state = behind % {"count": _number(lag.behind or 0)} if lag.behind else _("up to date")
    return {
        "label": EngineName(lag.engine).label,
        "state": state,
        "is_whole": lag.is_whole,
        "held": _("%(held)s of %(documents)s entries") % held if lag.answers and lag.built else "",
        "oldest_at": None if lag.is_whole else lag.oldest_at,
        "parked": lag.parked,
    }


def _pinned(row: PinnedResult) -> dict[str, Any]:
    url = reverse("pinnedresult:edit", args=[row.pk])
    return {"question": str(row), "title": shown_title(row.first), "until": row.until, "url": url}


def _number(number: int) -> str:
    return str(number_format(number, force_grouping=True))


def _address(asked: dict[str, Any], name: str = "search-desk", **other: Any) -> str:
    parts = {"days": asked["days"], "language": asked["language"], **other}
    return f"{reverse(name)}?{urlencode({name: value for name, value in parts.items() if value})}"


def _periods(asked: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "label": ngettext("%(count)s day", "%(count)s days", days) % {"count": number_format(days)},
            "url": _address(asked, days=days),
            "current": days == asked["days"],
        }
        for days in PERIODS
    ]


def _languages(asked: dict[str, Any]) -> list[dict[str, Any]]:
    choices = [("", _("All languages")), *Language.choices]
    return [
        {"label": label, "url": _address(asked, language=value), "current": value == asked["language"]}
        for value, label in choices
    ]
