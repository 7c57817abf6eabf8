"""The registry for machines: JSON and CSV, streamed; the list takes the filters of its page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hub.accounts.queries import audiences_of
from hub.common.bilingual import ENGLISH
from hub.standards.citing import citations
from hub.standards.exporting import json_lines, object_of, standards_csv_lines
from hub.standards.models import Standard
from hub.standards.queries import get_visible_or_404, visible_to
from hub.standards.queries.relations import relations_of
from search.asked import Asked
from search.queries import find_ids

CHUNK = 500


def _chunks(request: HttpRequest, language: str) -> Iterator[list[Standard]]:
    """Yield the standards of the asked view: everything from the registry itself, a search from its hits, in their order."""
    asked = Asked.read(request.GET, ("standard",))
    rows = visible_to(request.user)
    if asked == Asked.read(QueryDict(), asked.fixed):
        every = rows.order_by("slug").iterator(chunk_size=CHUNK)
        while chunk := list(itertools.islice(every, CHUNK)):
            yield chunk
        return
    wanted: dict[str, Any] = {"text": asked.text, "types": asked.types, "facets": asked.facets, "order": asked.order}
    wanted |= {"across": asked.across, "language": language, "size": CHUNK}
    for ids in find_ids(audiences=audiences_of(request.user), **wanted):
        found = rows.in_bulk(ids)
        yield [found[pk] for pk in ids if pk in found]


@require_safe
def standards_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the columns that our import reads."""
    response = StreamingHttpResponse(
        standards_csv_lines(_chunks(request, get_language() or ENGLISH)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="standards.csv"'
    return response


@require_safe
def standards_json(request: HttpRequest) -> StreamingHttpResponse:
    """The list as JSON."""
    lines = json_lines(_chunks(request, get_language() or ENGLISH), request.build_absolute_uri("/")[:-1])
    return StreamingHttpResponse(lines, content_type="application/json; charset=utf-8")


@require_safe
def standard_json(request: HttpRequest, slug: str) -> JsonResponse:
    """One standard as JSON."""
    standard = get_visible_or_404(request.user, slug)
    found = object_of(standard, relations_of(standard), request.build_absolute_uri("/")[:-1])
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


@require_safe
def standard_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """One standard as CSV."""
    standard = get_visible_or_404(request.user, slug)
    response = HttpResponse("".join(standards_csv_lines([[standard]])), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{standard.slug}.csv"'
    return response


@require_safe
def standard_bib(request: HttpRequest, slug: str) -> HttpResponse:
    """One standard as BibTeX."""
    standard = get_visible_or_404(request.user, slug)
    address = request.build_absolute_uri(standard.get_absolute_url())
    text = citations(standard, address, timezone.localdate())[-1].text
    response = HttpResponse(text + "\n", content_type="application/x-bibtex; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{standard.slug}.bib"'
    return response
