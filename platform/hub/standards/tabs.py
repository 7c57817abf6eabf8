"""The tabs of a standard's page: their names and what each shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.accounts.models import Organisation
from hub.standards.enums import LinkRole
from hub.standards.life import step_rows
from hub.standards.linked import Linked, LinkProvider, by_kind
from hub.standards.models import Standard
from hub.standards.queries.documents import documents_of
from hub.standards.queries.relations import RelationShown
from hub.standards.rules import can_edit, can_open

LATEST = 5
OWN = ("overview", "text", "uptake", "relations", "history")
Counted = Sequence[tuple[LinkProvider, int]]


def tabs_of(standard: Standard, counted: Counted, current: str) -> list[dict[str, Any]]:
    """Return the tabs as links, in the order in which a reader needs them."""
    named: list[tuple[str, Any, int | None]] = [
        ("overview", _("Overview"), None),
        ("text", _("Text and documents"), None),
    ]
    named.append(("uptake", _("Uptake"), sum(n for _p, n in counted)))
    named += [(p.slug, p.label, n) for p, n in counted]
    named += [("relations", _("Relations and editions"), None), ("history", _("History"), None)]
    return [
        {"label": label, "url": tab_url(standard, slug), "current": slug == current, "count": count}
        for slug, label, count in named
    ]


def tab_url(standard: Standard, slug: str) -> str:
    """Return the address of a tab; the overview has the standard's own."""
    return standard.get_absolute_url() if slug == "overview" else reverse("standard-tab", args=[standard.slug, slug])


def overview(standard: Standard, user: Any, counted: Counted) -> dict[str, Any]:
    """The newest entries of each kind that has any."""
    latest = [(p, list(p.rows(p.links(standard, user)[:LATEST]))) for p, n in counted if n]
    return {"latest": latest, "counted": counted, "total": sum(n for _p, n in counted)}


def text(standard: Standard, user: Any) -> dict[str, Any]:
    """The documents, with who may open each and how to check it."""
    return {
        "documents": [
            {
                "document": document,
                "open": can_open(document.access, user),
                "size": filesizeformat(document.file.size),
            }
            for document in documents_of(standard)
        ],
        "may_edit": can_edit(user),
    }


def uptake(standard: Standard, roles: Sequence[Linked], organisations: QuerySet[Organisation]) -> dict[str, Any]:
    """Who uses the standard and how: each figure opens the rows that it counts."""
    counted = by_kind(roles)
    largest = max((n for _p, n in counted), default=1)
    most = max((n for _p, _role, n in roles), default=1)
    return {
        "total": sum(n for _p, n in counted),
        "kinds": [_meter(p.label, n, largest, tab_url(standard, p.slug)) for p, n in counted if n],
        "roles": [
            _meter(f"{p.label}: {LinkRole(role).label}", n, most, f"{tab_url(standard, p.slug)}?role={role}")
            for p, role, n in roles
        ],
        "countries": organisations.exclude(country="").order_by().values("country").distinct().count(),
    }


def _meter(label: Any, count: int, most: int, url: str) -> dict[str, Any]:
    return {"label": label, "url": url, "percent": 100 * count // max(most, 1), "text": str(count)}


def ties(standard: Standard, user: Any, provider: LinkProvider, role: str) -> QuerySet[Any]:
    """Return the ties of one kind of things, in one role if one is asked for."""
    links = provider.links(standard, user)
    return links.filter(role=role) if role in LinkRole.values else links


def provided(standard: Standard, provider: LinkProvider, role: str, shown: Iterable[Any]) -> dict[str, Any]:
    """One kind of things: those of the page that is shown, and the filter that is active."""
    chosen = LinkRole(role).label if role in LinkRole.values else ""
    return {"rows": list(provider.rows(shown)), "role": chosen, "all_url": tab_url(standard, provider.slug)}


def relations(standard: Standard, shown: Sequence[RelationShown]) -> dict[str, Any]:
    """Relations in groups of the same words."""
    groups: dict[str, list[RelationShown]] = {}
    for relation in shown:
        groups.setdefault(str(relation.words), []).append(relation)
    return {"groups": list(groups.items())}


def history(standard: Standard) -> dict[str, Any]:
    """The steps of the project; the acts on the entry are drawn by the tag `history`."""
    steps = step_rows(standard)
    caption = ngettext("%(count)s step", "%(count)s steps", len(steps)) % {"count": len(steps)}
    return {"steps": steps, "steps_caption": caption}
