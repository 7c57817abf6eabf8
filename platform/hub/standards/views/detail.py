"""The page of one standard, with all that is tied to it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hub.common.bilingual import CHINESE, ENGLISH, pick
from hub.standards import tabs
from hub.standards.citing import citations, json_ld
from hub.standards.enums import RelationKind
from hub.standards.life import life_points, review_due
from hub.standards.linked import Linked, LinkProvider, by_kind, count_linked, organisations_linked, provider_named
from hub.standards.models import Standard
from hub.standards.presentation import facts_of, mark_of, published_words, standing_words
from hub.standards.queries.registry import get_with_editions_or_404, newest_edition
from hub.standards.queries.relations import RelationShown, relations_of
from hub.standards.rules import can_edit
from hub.standards.views.paging import paged

PER_PAGE = 20


@require_safe
def standard_detail(request: HttpRequest, slug: str, tab: str = "overview") -> HttpResponse:
    """One standard; each tab has an address of its own. A number without its year leads to the newest edition."""
    chosen = provider_named(tab)
    if tab not in tabs.OWN and chosen is None:
        raise Http404
    try:
        standard, editions = get_with_editions_or_404(request.user, slug)
    except Http404:
        newest = newest_edition(slug)
        if newest is None:
            raise
        return redirect(tabs.tab_url(newest, tab))
    linked = count_linked(standard, request.user)
    counted = by_kind(linked)
    relations = relations_of(standard)
    context = {
        **_head(request, standard, counted, relations),
        "editions": editions,
        "tab": tab,
        "tabs": tabs.tabs_of(standard, counted, tab),
        "tab_template": f"standards/tabs/{'linked' if chosen else tab}.html",
        "provider": chosen,
        **_tab(request, standard, tab, chosen, linked, relations),
    }
    return render(request, "standards/standard_detail.html", context)


def _tab(
    request: HttpRequest,
    standard: Standard,
    tab: str,
    chosen: LinkProvider | None,
    linked: list[Linked],
    relations: list[RelationShown],
) -> dict[str, Any]:
    user = request.user
    if chosen:
        role = request.GET.get("role", "")
        pages = paged(request, tabs.ties(standard, user, chosen, role), PER_PAGE)
        return {**pages, **tabs.provided(standard, chosen, role, pages["page"])}
    if tab == "overview":
        return tabs.overview(standard, user, by_kind(linked))
    if tab == "text":
        return tabs.text(standard, user)
    if tab == "uptake":
        organisations = organisations_linked(standard, user)
        return {**paged(request, organisations, PER_PAGE), **tabs.uptake(standard, linked, organisations)}
    return tabs.relations(standard, relations) if tab == "relations" else tabs.history(standard)


def _head(
    request: HttpRequest, standard: Standard, counted: tabs.Counted, relations: list[RelationShown]
) -> dict[str, Any]:
    today = timezone.localdate()
    address = request.build_absolute_uri(standard.get_absolute_url())
    shown, abstract = pick(standard, "title"), pick(standard, "abstract")
    due = review_due(standard, today)
    return {
        "standard": standard,
        "today": today,
        "address": address,
        "origin": request.build_absolute_uri("/")[:-1],
        "shown": shown,
        "other": pick(standard, "title", ENGLISH if (get_language() or "").startswith("zh") else CHINESE),
        "title_mark": mark_of(standard, "title", shown.lang),
        "abstract": abstract,
        "abstract_mark": mark_of(standard, "abstract", abstract.lang),
        "standing": standing_words(standard),
        "published": published_words(standard),
        "due_days": (due - today).days if due else None,
        "points": life_points(standard, relations, sum(n for _p, n in counted), today),
        "successors": [r for r in relations if r.kind == RelationKind.REPLACES and r.inward],
        "facts": facts_of(standard, relations, today),
        "offers": [p for p, _count in counted if p.offer_url_name],
        "citations": citations(standard, address, today),
        "json_ld": json_ld(standard, relations, address),
        "followed": getattr(standard, "is_followed", False),
        "follow_url": reverse("standard-follow", args=[standard.slug]),
        "may_edit": can_edit(request.user),
    }
