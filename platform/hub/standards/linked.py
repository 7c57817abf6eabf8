"""What is tied to standards: each vertical declares its rows in `standard_links.py`, the standard's page shows them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.utils.functional import Promise

from hub.accounts.models import Organisation
from hub.common.registry import Registry
from hub.standards.models import Standard


@dataclass(frozen=True)
class LinkedThing:
    """One thing tied to a standard, as its page shows it."""

    title: str
    lang: str
    url: str
    organisation: Any
    role: str
    clause: str
    summary: str
    summary_lang: str
    at: datetime | None


@dataclass(frozen=True)
class LinkProvider:
    """A kind of things: its tab on the standard's page. `links` are the ties of a standard that a reader may see (by
    `visible_to`), newest first, one for each thing; `rows` says how some of them are shown. `ties_of` are those of an
    organisation's published things, with their standards; `organisation` is the path from a tie to whose thing it is.
    """

    slug: str
    label: str | Promise
    links: Callable[[Standard, Any], QuerySet[Any]]
    rows: Callable[[Iterable[Any]], Iterable[LinkedThing]]
    ties_of: Callable[[Any, Any], QuerySet[Any]] | None = None
    organisation: str = ""
    order: int = 50
    offer_url_name: str = ""
    offer_label: str | Promise = ""


Linked = tuple[LinkProvider, str, int]  # a kind, the role of its ties, how many
_providers: Registry[LinkProvider] = Registry("providers of standards links")


def register(provider: LinkProvider) -> LinkProvider:
    """Add a kind of things to the standard's page."""
    return _providers.add(provider.slug, provider)


def providers() -> list[LinkProvider]:
    """Return all kinds of things that can be tied to a standard, in the order of their tabs."""
    return sorted(_providers, key=lambda p: p.order)


def provider_named(slug: str) -> LinkProvider | None:
    """Return one kind by its slug."""
    return _providers.find(slug)


def count_linked(standard: Standard, user: Any) -> list[Linked]:
    """Return how many things of each kind a reader sees tied to a standard in each role, most first: one query, however many
    kinds there are.
    """
    kinds = {kind.slug: kind for kind in providers()}
    if not kinds:
        return []
    first, *others = (_counting(kind, standard, user) for kind in kinds.values())
    rows = first.union(*others, all=True)
    found = [(kinds[row["kind_of_thing"]], row["role"], row["how_many"]) for row in rows]
    return sorted(found, key=lambda one: (-one[2], one[0].order, one[1]))


def _counting(kind: LinkProvider, standard: Standard, user: Any) -> QuerySet[Any]:
    links = kind.links(standard, user).order_by().annotate(kind_of_thing=Value(kind.slug, CharField()))
    counting: QuerySet[Any] = links.values("kind_of_thing", "role").annotate(how_many=Count("pk"))
    return counting


def by_kind(linked: Iterable[Linked]) -> list[tuple[LinkProvider, int]]:
    """Return how many things of each kind that makes, in the order of the tabs."""
    found: Counter[str] = Counter()
    for kind, _role, number in linked:
        found[kind.slug] += number
    return [(kind, found[kind.slug]) for kind in providers()]


def organisations_linked(standard: Standard, user: Any) -> QuerySet[Organisation]:
    """Return the organisations whose things a reader sees tied to a standard, the best verified first."""
    owners = Q(pk__in=[])
    for kind in providers():
        if kind.organisation:
            owners |= Q(pk__in=kind.links(standard, user).order_by().values(kind.organisation))
    return Organisation.objects.filter(owners).order_by("-verification_level", "id")


def standards_of(organisation: Any, user: Any) -> list[Standard]:
    """Return the standards that an organisation's published things are tied to, those with most ties first."""
    ties: Counter[int] = Counter()
    found: dict[int, Standard] = {}
    for kind in providers():
        for link in kind.ties_of(organisation, user) if kind.ties_of else ():
            ties[link.standard_id] += 1
            found[link.standard_id] = link.standard
    return sorted(found.values(), key=lambda standard: (-ties[standard.pk], standard.number))
