"""Where a search was saved, and what it asks in words: the catalogue or the search page by its URL name, never by an address that
a language or a move would change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from search.asked import Asked
from search.catalogue import CatalogueView
from search.engines.base import TYPE
from search.models import SavedSearch
from search.rail import type_facet
from search.registry import Facet, facet_named
from search.saved.queries import asked_of

WHOLE_SEARCH = "search:results"


@dataclass(frozen=True)
class Place:
    """A page of results: its URL name, the types it fixes, its heading."""

    name: str
    types: tuple[str, ...]
    heading: str | Promise

    @property
    def path(self) -> str:
        """The page's address in the active language."""
        return reverse(self.name)


def place_of(name: str) -> Place | None:
    """Return the page of results of that URL name, or None when there is none."""
    try:
        view = getattr(resolve(reverse(name)).func, "view_class", None)
    except (NoReverseMatch, Resolver404):
        return None
    if view is None or not issubclass(view, CatalogueView):
        return None
    return Place(name, tuple(view.types), view.heading)


def asked_at(place: Place, query: str) -> Asked:
    """Read what the query of an address on that page asks, as a search that can be kept: without a page and a moment."""
    read = Asked.read(QueryDict(query), place.types)
    return Asked(read.text, read.types, read.facets, 1, read.order, read.across, read.fixed)


def place_for(saved: SavedSearch) -> Place:
    """Return where a search was saved; the search page when that catalogue is gone."""
    place = place_of(saved.place) or place_of(WHOLE_SEARCH)
    if place is None:
        raise LookupError("the search page has no address")
    return place


def asked_there(saved: SavedSearch, place: Place) -> Asked:
    """Return what a saved search asks as the page of its place reads it."""
    return replace(asked_of(saved), fixed=place.types)


class FilterWords:
    """The words of the filters of many searches, each facet asked once for all of its values."""

    def __init__(self, searches: Iterable[Asked]) -> None:
        self._facets: dict[tuple[str, tuple[str, ...]], Facet | None] = {}
        values: defaultdict[Facet, set[str]] = defaultdict(set)
        for asked in searches:
            for name, chosen in asked.filters.items():
                if facet := self._facet(asked, name):
                    values[facet] |= set(chosen)
        self._labels: Mapping[Facet, Mapping[str, str | Promise]] = {
            facet: facet.labels(chosen) for facet, chosen in values.items()
        }

    def _facet(self, asked: Asked, name: str) -> Facet | None:
        key = (name, asked.types)
        if key not in self._facets:
            self._facets[key] = type_facet() if name == TYPE else facet_named(name, asked.types)
        return self._facets[key]

    def of(self, asked: Asked) -> list[str]:
        """Return the filters of one search in words."""
        found = []
        for name, chosen in asked.filters.items():
            facet = self._facet(asked, name)
            labels = self._labels[facet] if facet else {}
            found += [str(labels.get(value, value)) for value in chosen]
        return found if asked.across else [*found, _("Without texts found through translation")]


@dataclass(frozen=True)
class Description:
    """What a search asks, in words: on which page, which text, which filters; each "" or empty where its name says it already."""

    heading: str
    text: str
    filters: list[str]


def describe(place: Place, asked: Asked, words: FilterWords, *, name: str = "") -> Description:
    """Describe a search beside its name."""
    heading = _("All of the Hub") if place.name == WHOLE_SEARCH else str(place.heading)
    start = name.removesuffix("…")
    named = bool(start) and (asked.text in name or asked.text.startswith(start))
    return Description(
        heading="" if heading in name else heading,
        text="" if named else asked.text,
        filters=[word for word in words.of(asked) if word not in name],
    )


def proposed_name(place: Place, asked: Asked, longest: int) -> str:
    """Propose a name: the words asked for and the filters, else the heading of the page."""
    parts = [asked.text, *FilterWords([asked]).of(asked)]
    name = " · ".join(part for part in parts if part) or str(place.heading)
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"
