"""Your data and acts: what a person did, and who else saw or did something with their data."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hub.activity.models import Activity
from hub.activity.queries import list_acts_about, list_own_acts
from hub.activity.tables import row_of
from hub.activity.telling import Reader, reader_of, who_did
from hub.activity.words import word_for
from hub.common.tables import csv_lines

PER_PAGE = 50
FORMATS = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
COLUMNS = ("list", "at", "act", "verb", "words", "who", "object", "object_number", "data")


@require_safe
@login_required
def my_acts(request: HttpRequest) -> HttpResponse:
    """Two lists, newest first: what others did with the person's data, and what the person did."""
    reader = reader_of(request)
    about, own = list_acts_about(request.user), list_own_acts(request.user)
    context = {
        "about": _page(request, about, reader, "about"),
        "own": _page(request, own, reader, "own"),
    }
    return render(request, "activity/my_acts.html", context)


def _page(request: HttpRequest, acts: QuerySet[Activity], reader: Reader, name: str) -> dict[str, Any]:
    given = request.GET.get(name, "")
    before = int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None
    total = acts.count()
    shown = list((acts.filter(id__lt=before) if before else acts)[: PER_PAGE + 1])
    here = reverse("account-data")
    return {
        "rows": [{"act": act, "words": word_for(act.verb), "who": who_did(act, reader)} for act in shown[:PER_PAGE]],
        "count_text": ngettext("%(count)s act", "%(count)s acts", total) % {"count": total},
        "newer_url": here if before else "",
        "older_url": f"{here}?{name}={shown[PER_PAGE - 1].pk}" if len(shown) > PER_PAGE else "",
    }


@require_safe
@login_required
def my_acts_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Both lists whole, as a JSON or CSV file."""
    if form not in FORMATS:
        raise Http404
    reader = reader_of(request)
    rows = itertools.chain(
        _rows("others", list_acts_about(request.user), reader), _rows("own", list_own_acts(request.user), reader)
    )
    lines = _json_lines(rows) if form == "json" else csv_lines(COLUMNS, (_cells(row) for row in rows))
    answer = StreamingHttpResponse(lines, content_type=FORMATS[form])
    answer["Content-Disposition"] = f'attachment; filename="my-acts.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _rows(name: str, acts: QuerySet[Activity], reader: Reader) -> Iterator[dict[str, Any]]:
    for act in acts.iterator(chunk_size=500):
        row = row_of(act, reader)
        yield {"list": name, **row, "data": row["data"] if name == "own" else {}}


def _cells(row: dict[str, Any]) -> list[object]:
    return [json.dumps(row[c], ensure_ascii=False) if c == "data" else row[c] for c in COLUMNS]


def _json_lines(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield "["
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"
