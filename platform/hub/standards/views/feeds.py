"""Atom feeds of what changes in the registry: all of it, one field, one standard."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from hub.activity.models import Activity
from hub.activity.words import word_for
from hub.common.bilingual import pick
from hub.common.languages import html_lang
from hub.common.plain_text import PlainAtomFeed
from hub.standards.models import Standard
from hub.standards.queries.history import acts_on, change_lines, recent_acts
from hub.standards.queries.registry import get_visible_or_404
from hub.vocabularies import ics

LENGTH = 50
FORM = 1  # raise when the form of the entries changes: every reader fetches anew
Rows = list[tuple[Activity, Standard]]


def _newest(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    rows: Rows = _rows(request, kwargs)
    request.feed_rows = rows  # type: ignore[attr-defined]
    ids = f"{rows[0][0].pk}.{len(rows)}" if rows else "0"
    return quote_etag(f"{FORM}.{get_language()}.{ids}")


def _rows(request: HttpRequest, kwargs: dict[str, str]) -> Rows:
    if slug := kwargs.get("slug"):
        standard = get_visible_or_404(request.user, slug)
        return [(act, standard) for act in acts_on(standard)[:LENGTH]]
    code = kwargs.get("code", "")
    if code and not ics.is_ics(code):
        raise Http404
    return recent_acts(ics_code=code, limit=LENGTH)


@require_safe
@condition(etag_func=_newest)
def feed(request: HttpRequest, slug: str = "", code: str = "") -> HttpResponse:
    """The newest acts as Atom; 304 while nothing happened."""
    rows: Rows = request.feed_rows  # type: ignore[attr-defined]
    atom = PlainAtomFeed(
        title=_title(rows, slug, code),
        link=request.build_absolute_uri(_page(slug, code)),
        feed_url=request.build_absolute_uri(),
        description="",
        language=html_lang(get_language()),
        author_name=_("ZSA Hub"),
    )
    for act, standard in rows:
        title = pick(standard, "title").text
        lines = [line.words for line in change_lines(act)]
        atom.add_item(
            title=f"{standard.number} {title}: {word_for(act.verb)}",
            link=request.build_absolute_uri(standard.get_absolute_url()),
            description=" · ".join(lines) or title,
            unique_id=f"urn:zsa-hub:act:{act.public_id}",
            pubdate=act.at,
            updateddate=act.at,
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=300)
    return response


def _title(rows: Rows, slug: str, code: str) -> str:
    if slug:
        number = rows[0][1].number if rows else slug
        return _("Changes of %(number)s") % {"number": number}
    entry = ics.find(code)
    if entry:
        return _("Standards in %(field)s") % {"field": f"{entry.code} {entry.name}"}
    return _("Changes in the registry of standards")


def _page(slug: str, code: str) -> str:
    if slug:
        return reverse("standard", args=[slug])
    return reverse("standards-ics", args=[code]) if code else reverse("standards")
