"""What both engines offer, in the words of this app."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from search.glossary.pivot import stems_of_chinese, stems_of_english
from search.ordering import number_key, title_key
from search.registry import entries
from search.sounds import sounds_of
from search.starting import Beginning, initials, initials_tokens, starts_of
from search.tokens import QueryTerms, analyse

if TYPE_CHECKING:
    from search.engines.plan import Across
    from search.models import SearchDocument

# Raise when tokens, fields or their meaning change: every index of another number is built anew.
SCHEMA_VERSION = 7
TYPE = "type"
MAX_WINDOW = 10_000
MAX_FACET_VALUES = 200
BY_DATE = "sort_at"
BY_APPEARANCE = "appeared_at"
NEWEST_FIRST = (BY_DATE, BY_APPEARANCE)
ACROSS_FIELDS = ("only_english", "only_chinese")
ORDER_FIELDS = ("by_number", "by_title_en", "by_title_zh")


class EngineDownError(Exception):
    """The engine does not answer."""


class IndexMissingError(Exception):
    """The engine answers, but has no index of the present schema."""


class IndexedDocument(NamedTuple):
    """A document as an engine keeps it: the tokens of its title and of its whole text, audiences, "facet=value" words, date,
    since when it can be found, the keys of other orders, the beginnings it is offered by, how its title sounds; of a text in one
    language its English stems. A deleted one has none of them and stays as a mark of its version, so that an older write that
    comes late loses.
    """

    key: str
    version: int
    title: str
    text: str
    audiences: tuple[str, ...]
    facets: tuple[str, ...]
    sort_at: datetime
    appeared_at: datetime
    by_number: str = ""
    by_title_en: str = ""
    by_title_zh: str = ""
    only_english: str = ""
    only_chinese: str = ""
    starts: tuple[str, ...] = ()
    sounds: str = ""

    @classmethod
    def of(cls, row: SearchDocument) -> IndexedDocument:
        """Analyse a row."""
        if row.is_deleted:
            return cls(row.key, row.version, "", "", (), (), row.sort_at, row.appeared_at)
        entry = entries.find(row.type)
        named = row.title_zh if entry and entry.has_initials else ""
        titles = (_tokens(row.title_en), _tokens(row.title_zh), _tokens(row.names), *initials_tokens(named))
        title = _joined(titles)
        facets = [f"{TYPE}={row.type}", *(f"{name}={value}" for name, values in row.facets.items() for value in values)]
        return cls(
            key=row.key,
            version=row.version,
            title=title,
            text=_joined((title, _tokens(row.body_en), _tokens(row.body_zh))),
            audiences=tuple(row.audiences),
            facets=tuple(facets),
            sort_at=row.sort_at,
            appeared_at=row.appeared_at,
            by_number=_unique(number_key(row.names), row.key),
            by_title_en=_unique(title_key(row.title_en or row.title_zh), row.key),
            by_title_zh=_unique(title_key(row.title_zh or row.title_en), row.key),
            starts=starts_of([row.title_en, row.title_zh, row.names, initials(named)]),
            sounds=" ".join(sounds_of(row.title_zh)),
            **_across(f"{row.title_en} {row.body_en}".strip(), f"{row.title_zh} {row.body_zh}".strip()),
        )


# Where two engines follow, the second meets what the first has just met: a batch has some hundred documents.
@lru_cache(maxsize=3000)
def _tokens(text: str) -> str:
    return " ".join(analyse(text))


def _joined(tokens: Iterable[str]) -> str:
    return " ".join(filter(None, tokens))


@lru_cache(maxsize=600)
def _across(english: str, chinese: str) -> Mapping[str, str]:
    """Return the English stems of a text that exists in one language."""
    if english and chinese:
        return {}
    if chinese:
        return {"only_chinese": " ".join(stems_of_chinese(chinese))}
    return {"only_english": " ".join(stems_of_english(english))}


def _unique(key: str, document: str) -> str:
    """Tell equal keys apart, so that every engine gives them in one order."""
    return f"{key}\x01{document}"


@dataclass(frozen=True)
class EngineQuery:
    """A question to an engine. No terms: everything. `order_by` is the field to sort by instead of relevance: "sort_at"
    (newest first; also where there are no terms), "appeared_at" (what could be found last first) or one of ORDER_FIELDS
    (upwards). `filters` are values by facet (one of each facet's values must hold); the type is the facet "type". `counted` are
    the facets whose values are to be counted. `across`: texts in the other language count too. `since`: only what can be found
    since that second or later. `share`: which part of the words a text must hold at least (0 to 1; always one word).
    `count_translated`: say how many hits were found only `across` languages.
    """

    terms: QueryTerms
    audiences: frozenset[str]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counted: tuple[str, ...] = ()
    order_by: str = ""
    offset: int = 0
    limit: int = 20
    across: bool = True
    since: datetime | None = None
    share: float = 0.0
    count_translated: bool = False

    @property
    def since_second(self) -> datetime | None:
        """The begin of the second of `since`: the embedded engine knows whole seconds only."""
        return self.since.astimezone(UTC).replace(microsecond=0) if self.since else None

    @property
    def sorted_by(self) -> str:
        """The field to sort by; "" for relevance."""
        return self.order_by or ("" if self.terms else BY_DATE)

    @property
    def own(self) -> EngineQuery | None:
        """What asks for the words themselves, where hits found only `across` languages are to be counted."""
        return replace(self, across=False) if self.count_translated and self.across and self.terms else None

    def filters_without(self, facet: str) -> dict[str, tuple[str, ...]]:
        """Return the filters of the other facets."""
        return {name: values for name, values in self.filters.items() if name != facet}


@dataclass(frozen=True)
class BegunQuery:
    """What somebody begins to type. Only what everybody may see is offered, of these types (all when none is named)."""

    beginning: Beginning
    types: tuple[str, ...] = ()
    limit: int = 20


@dataclass(frozen=True)
class NearQuery:
    """Tokens to find as they are in a field ("sounds") or up to `steps` slips of the finger away ("title"), in what
    everybody may see.
    """

    field: str
    tokens: tuple[str, ...]
    steps: int
    limit: int


@dataclass(frozen=True)
class SimilarQuery:
    """What is telling in a document, to find others like it: tokens with their weights, facts of which each found adds a
    constant (any of its tokens will do), stems for texts in the other language. Only of these types and audiences.
    """

    words: tuple[tuple[str, float], ...]
    facts: tuple[tuple[tuple[str, ...], float], ...]
    across: tuple[Across, ...]
    types: tuple[str, ...]
    audiences: frozenset[str]
    limit: int


class Scored(NamedTuple):
    """A hit: the document's key and how well it fits (0 where that is not what sorts)."""

    key: str
    score: float


class EngineResult(NamedTuple):
    """One page of hits, the number of all, for each counted facet how many hits each value has or would have (the filter
    of the facet itself lifted), and how many hits hold none of the words themselves (0 where that was not asked).
    """

    hits: tuple[Scored, ...]
    total: int
    facets: dict[str, dict[str, int]]
    translated: int = 0


class Engine(Protocol):
    """A follower of the search documents. Writers tell by the version which of two writes is newer."""

    name: str

    def is_ready(self) -> bool:
        """Whether an index of the present schema exists. Raises EngineDownError."""

    def versions_of(self, keys: Sequence[str]) -> dict[str, int]:
        """Return the versions last applied of those keys that are held. Raises EngineDownError, IndexMissingError."""

    def count(self) -> int:
        """Return how many documents are held, withdrawn ones with them. Raises EngineDownError, IndexMissingError."""

    def apply(self, documents: Iterable[IndexedDocument]) -> int:
        """Write documents and return how many were news; older ones lose. Raises EngineDownError, IndexMissingError."""

    def rebuild(self, documents: Iterable[IndexedDocument], *, only_if_missing: bool = False) -> int:
        """Build the index from scratch and put it in place at once; return how many documents it holds.
        Readers see the old one until then. An empty iterable makes an empty index.
        """

    def search(self, query: EngineQuery) -> EngineResult:
        """Answer a question. Raises EngineDownError, IndexMissingError."""

    def near(self, asked: NearQuery) -> list[str]:
        """Return the keys of public documents that hold something near, best first.
        Raises EngineDownError, IndexMissingError.
        """

    def similar(self, asked: SimilarQuery) -> list[Scored]:
        """Return documents like this one, best first, itself among them. Raises EngineDownError, IndexMissingError."""

    def begun(self, asked: BegunQuery) -> list[str]:
        """Return the keys of documents whose title, number or name begins like this or holds these words, the former first.
        Raises EngineDownError, IndexMissingError.
        """
