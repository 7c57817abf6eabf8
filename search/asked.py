"""What a reader asks of a search page: its address taken apart, made harmless, and put together again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from search.engines.base import TYPE
from search.enums import Order
from search.queries import MAX_TEXT
from search.registry import entries, facet_named, orders_of

MAX_VALUES = 20
MAX_VALUE = 100
MAX_PAGE_DIGITS = 6
YEARS = range(1970, 2200)
MOMENT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Asked:
    """The text, filters, page and order of a search; whether texts found through translation count; `since`: only what
    can be found since that moment. `fixed` are a catalogue's types: they are not in the address.
    """

    text: str = ""
    types: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    order: Order = Order.RELEVANCE
    across: bool = True
    fixed: tuple[str, ...] = ()
    since: datetime | None = None

    @classmethod
    def read(cls, params: QueryDict, fixed: Sequence[str] = ()) -> Asked:
        """Read the parameters of an address. Unknown types, facets and values are left out, nonsense is the default."""
        types = tuple(fixed) or tuple(slug for slug in dict.fromkeys(params.getlist("type")) if slug in entries)
        chosen = {slug: _known(slug, types, params.getlist(slug)) for slug in params}
        facets = {slug: values for slug, values in chosen.items() if values}
        page = params.get("page", "")
        return cls(
            text=_printable(" ".join(params.get("q", "")[: 4 * MAX_TEXT].split()))[:MAX_TEXT],
            types=types,
            facets=facets,
            page=int(page) if page.isascii() and page.isdigit() and len(page) <= MAX_PAGE_DIGITS else 1,
            order=next((o for o in orders_of(types) if o == params.get("sort")), Order.RELEVANCE),
            across=params.get("translated") != "no",
            fixed=tuple(fixed),
            since=moment(params.get("since", "")),
        )

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filters a reader can drop: the chosen types (where they are not fixed) and the facets."""
        chosen = {} if self.fixed or not self.types else {TYPE: self.types}
        return {**chosen, **self.facets}

    @property
    def is_plain(self) -> bool:
        """Whether this is a question as somebody types it: the first page, nothing filtered, sorted or left out."""
        usual = self.page == 1 and self.order == Order.RELEVANCE and self.across and self.since is None
        return bool(self.text) and usual and not self.filters

    def pairs(self, *, without: Sequence[str] = ()) -> list[tuple[str, str]]:
        """Return the parameters as name and value, the page left out."""
        found = [("q", self.text)] if self.text else []
        found += [(name, value) for name, values in self.filters.items() for value in values]
        found += [("sort", self.order.value)] if self.order != Order.RELEVANCE else []
        found += [] if self.across else [("translated", "no")]
        found += [("since", self.since.astimezone(UTC).strftime(MOMENT))] if self.since else []
        return [(name, value) for name, value in found if name not in without]

    def query(self) -> str:
        """Return the parameters as an address carries them, the page left out."""
        return urlencode(self.pairs())

    @property
    def feed_url(self) -> str:
        """The address of the feed of what this search newly finds, for everybody."""
        return replace(self, fixed=(), order=Order.RELEVANCE, since=None).url(reverse("search:feed"))

    def url(self, path: str, page: int = 1) -> str:
        """Return the address of this search, on another page if one is named."""
        pairs = self.pairs() + ([("page", str(page))] if page > 1 else [])
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def without(self, facet: str, value: str | None = None) -> Asked:
        """Return this search without a filter, or without one of its values."""
        rest = {
            name: tuple(kept for kept in values if name != facet or (value is not None and kept != value))
            for name, values in self.filters.items()
        }
        types = self.fixed or rest.pop(TYPE, ())
        return replace(self, types=types, facets={name: values for name, values in rest.items() if values}, page=1)

    def unfiltered(self) -> Asked:
        """Return this search without any filter."""
        return replace(self, types=self.fixed, facets={}, page=1, since=None)

    def at_any_time(self) -> Asked:
        """Return this search over everything, not only what is new."""
        return replace(self, page=1, since=None)

    def in_languages(self, *, across: bool) -> Asked:
        """Return this search with or without texts found through translation, from its first page."""
        return replace(self, across=across, page=1)

    def ordered(self, order: Order) -> Asked:
        """Return this search in another order, from its first page."""
        return replace(self, order=order, page=1)


def _known(slug: str, types: tuple[str, ...], raw: Sequence[str]) -> tuple[str, ...]:
    """Return the values that the facet of that name has words for."""
    facet = facet_named(slug, types)
    clean = [value for value in raw if 0 < len(value) <= MAX_VALUE and value.isprintable()] if facet else []
    if facet is None or not clean:
        return ()
    distinct = tuple(dict.fromkeys(clean))[:MAX_VALUES]
    labels = facet.labels(distinct)
    return tuple(value for value in distinct if value in labels)


def moment(text: str) -> datetime | None:
    """Read a moment of an address; None for nonsense and for years that engines do not know."""
    try:
        read = datetime.strptime(text, MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return read if read.year in YEARS else None


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())
