"""What can be found. Apps declare their entries in `search_index.py`.

Such a file reads:

    from search.registry import Document, Entry, Facet, register

    class ListingEntry(Entry):
        slug, label, model = "ip-listing", _("Technology"), Listing
        template = "ip_transfer/_hit.html"
        facets = (Facet("trl", _("Maturity"), labels=trl_labels),)

        def document(self, obj): ...
        def visible(self, user): return visible_to(user).select_related("organisation")
        def url(self, obj): return obj.get_absolute_url()

    register(ListingEntry())

Each change of an object then calls `search.services.index(obj)` in its own transaction.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from hub.common.bilingual import Language
from hub.common.registry import Registry
from search.enums import Order

Labels = Callable[[Collection[str]], Mapping[str, str | Promise]]
PUBLIC = "public"  # the audience that everybody has
RESERVED = frozenset({"q", "type", "page", "sort", "translated", "since"})
_SLUG = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Document:
    """The searchable text of an object. `audiences` are tokens ("public", "signed-in", "org:<id>", "role:<slug>"): who
    holds one of them may find it. `names` finds the object like its title (numbers, names) but is not shown.
    `facets` are slugs by facet; `sort_at` is the date for "newest first".
    """

    source_lang: Language | str
    sort_at: datetime
    audiences: Collection[str]
    title_en: str = ""
    title_zh: str = ""
    body_en: str = ""
    body_zh: str = ""
    facets: Mapping[str, Collection[str]] = field(default_factory=dict)
    names: str = ""


def as_they_are(values: Collection[str]) -> Mapping[str, str | Promise]:
    """Label each value by itself: for facets whose values are words already."""
    return {value: value for value in values}


def from_choices(choices: Collection[tuple[Any, str | Promise]]) -> Labels:
    """Label values by the choices of an enum or a field; values that are none of them are not shown."""
    known = {str(value): label for value, label in choices}
    return lambda values: {value: label for value, label in known.items() if value in values}


@dataclass(frozen=True)
class Facet:
    """A group of the filter rail. `labels` turns all values of a page into words in one call (one query at most).

    Values it leaves out are not offered. `fixed_order` keeps the order of `labels`, else the most frequent are first.
    """

    slug: str
    label: str | Promise
    labels: Labels = as_they_are
    fixed_order: bool = False

    def __post_init__(self) -> None:
        if self.slug in RESERVED or not _SLUG.fullmatch(self.slug):
            raise ValueError(f"{self.slug!r} cannot be a facet: it is a parameter of the search page or no slug")


@dataclass(frozen=True)
class Tie:
    """A fact that makes others near an object which share it, and the words that say so ("Tied to GB/T 1 as well"). Another
    shares it when one of `tokens` is in its names, it has the value of `facet`, or `name` stands among its names. `weight`
    counts before all shared words; 0 only says more of what is near by its words. Of one kind the first that is shared is told.
    """

    kind: str
    words: str
    tokens: tuple[str, ...] = ()
    facet: tuple[str, str] = ("", "")
    name: str = ""
    weight: int = 0


class Entry(ABC):
    """One kind of thing that can be found."""

    slug: str
    label: str | Promise
    model: type[Model]
    template: str = "search/_hit.html"
    facets: tuple[Facet, ...] = ()
    has_initials = False  # Chinese titles are names, found by the first letters of their syllables too
    near: tuple[str, ...] = ()  # the kinds that are shown as similar on the page of one of this kind, the first first
    orders: tuple[Order, ...] = ()  # beside relevance and newest: number (of `names`), title

    @abstractmethod
    def document(self, obj: Any) -> Document | None:
        """Return what may be found of the object, or None when nobody may find it. No confidential field, ever."""

    @abstractmethod
    def visible(self, user: Any) -> QuerySet[Any]:
        """Return the rows this user may see, with what the result row reads already joined in."""

    @abstractmethod
    def url(self, obj: Any) -> str:
        """Return the address of the object's page in the active language."""

    def identifier(self, obj: Any) -> str:
        """Return the public identifier that is part of the document's key."""
        return str(obj.public_id)

    def object_id(self, obj: Any) -> int:
        """Return the key of the row that hits are read again from: another one where several rows share a document."""
        return int(obj.pk)

    def objects(self) -> QuerySet[Any]:
        """Return every object that may have a document, for `rebuild_search --documents`."""
        return self.model._default_manager.all()

    def drawing_on(self, source: Model) -> QuerySet[Any] | None:
        """Return the objects whose documents hold facts of `source`, an object of another kind; None when none do."""
        return None

    def ties(self, obj: Any) -> list[Tie]:
        """Return the facts by which others are near this object, the most telling first; none are needed."""
        return []

    def key(self, obj: Any) -> str:
        """Return the key of the object's document."""
        return f"{self.slug}:{self.identifier(obj)}"


entries: Registry[Entry] = Registry("searchable things")


def register(entry: Entry) -> Entry:
    """Add a kind of thing to the search. Raises ValueError when the slug is taken."""
    return entries.add(entry.slug, entry)


def entry_of(obj: Model) -> Entry:
    """Return the entry of an object. Raises LookupError when its model is not searchable."""
    for entry in entries:
        if isinstance(obj, entry.model):
            return entry
    raise LookupError(f"{type(obj).__name__} has no search entry")


def facets_of(types: Collection[str]) -> list[Facet]:
    """Return the facets that all of these types share (all registered types when none is named), in declared order."""
    chosen = [entry for entry in entries if not types or entry.slug in types]
    shared = [{facet.slug for facet in entry.facets} for entry in chosen]
    first = chosen[0].facets if chosen else ()
    return [facet for facet in first if all(facet.slug in slugs for slugs in shared)]


def orders_of(types: Collection[str]) -> list[Order]:
    """Return the orders that results of these types can be in (of all registered types when none is named)."""
    chosen = [entry for entry in entries if not types or entry.slug in types]
    always = (Order.RELEVANCE, Order.NEWEST)
    return [order for order in Order if order in always or (chosen and all(order in e.orders for e in chosen))]


def facet_named(slug: str, types: Collection[str] = ()) -> Facet | None:
    """Return the facet of that slug among these types (among all when none is named), or None."""
    named = (f for e in entries if not types or e.slug in types for f in e.facets if f.slug == slug)
    return next(named, None)
