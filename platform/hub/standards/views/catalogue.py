"""The list of the registry, a number typed anywhere, the classification as a tree."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from hub.accounts.queries import has_role
from hub.standards import queries
from hub.standards.queries.following import follows_ics
from hub.standards.queries.registry import count_by_ics, in_ics
from hub.standards.rules import DESK_ROLES
from hub.standards.views.paging import grouped, paged
from hub.vocabularies import ics
from search.catalogue import CatalogueView

PER_PAGE = 20


def count_words(total: int, text: str = "") -> str:
    """Say how many standards there are, or answer a search."""
    values = {"count": grouped(total), "text": text}
    if text:
        return ngettext("%(count)s standard for “%(text)s”", "%(count)s standards for “%(text)s”", total) % values
    return ngettext("%(count)s standard", "%(count)s standards", total) % values


class StandardCatalogue(CatalogueView):
    """Search and filters over the registry; its own words."""

    types = ("standard",)
    heading = gettext_lazy("Standards")
    placeholder = gettext_lazy("A number in any form, or words of the title")
    template_name = "standards/standard_list.html"

    def count_words(self, total: int, text: str) -> str:
        """Say how many standards there are, or answer the search."""
        return count_words(total, text)

    def additions(self, request: HttpRequest) -> dict[str, Any]:
        """The same view for machines, and the way to the desk for those who work there."""
        query = request.GET.copy()
        query.pop("page", None)
        asked = f"?{query.urlencode()}" if query else ""
        return {
            "csv_url": reverse("api-standards-csv") + asked,
            "json_url": reverse("api-standards-json") + asked,
            "feed_url": reverse("standards-feed"),
            "may_edit": has_role(request.user, *DESK_ROLES),
        }


standards = StandardCatalogue.as_view()


@require_safe
def standard_find(request: HttpRequest) -> HttpResponse:
    """Lead from a number in any typed form to its standard; what is no number we know becomes a search."""
    text = " ".join(request.GET.get("q", "")[:200].split())
    found = queries.find_by_number(text) if text else None
    if found is not None:
        return redirect(found)
    return redirect(reverse("standards") + (f"?{urlencode({'q': text})}" if text else ""))


@require_safe
def ics_index(request: HttpRequest) -> HttpResponse:
    """All fields of the classification with how many standards each holds."""
    counts = count_by_ics(request.user)
    fields = [{"entry": entry, "count": counts.get(entry.code, 0)} for entry in ics.fields()]
    return render(request, "standards/ics_index.html", {"fields": fields})


@require_safe
def ics_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One code of the classification: what lies below it, its standards, its feed, and a button to follow it."""
    entry = ics.find(code)
    if entry is None:
        raise Http404
    counts = count_by_ics(request.user)
    rows = paged(request, in_ics(request.user, code), PER_PAGE)
    context = {
        **rows,
        "entry": entry,
        "above": [found for part in ics.lineage(code)[:-1] if (found := ics.find(part))],
        "groups": [(g, n) for g in ics.groups_of(code) if (n := counts.get(g.code, 0))],
        "count_text": count_words(rows["page"].paginator.count),
        "followed": follows_ics(request.user, code),
        "follow_url": reverse("standards-ics-follow", args=[code]),
        "feed_url": reverse("standards-ics-feed", args=[code]),
    }
    return render(request, "standards/ics_detail.html", context)
