"""Finding: ask an engine, read what it found again as the person who asks, show why it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hub.common.bilingual import Language, column_language, pick
from hub.common.languages import html_lang
from search import engines
from search.engines.base import BY_APPEARANCE, BY_DATE, MAX_WINDOW, TYPE, EngineQuery, IndexMissingError, Scored
from search.enums import EngineName, Order
from search.highlight import Meanings, highlight, matches, meanings_of, met_in, snippet
from search.lexicon.current import ask_with_terms
from search.models import SearchDocument
from search.rebuilding import build, request_build
from search.registry import Entry, entries, facets_of
from search.tokens import QueryTerms

MAX_TEXT = 500
MOST_WORDS = 0.6  # the share of the words that news must hold: nobody wants mail about one word of five
NO_FACETS: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True)
class Hit:
    """Something found. `title_html` and `snippet_html` are escaped and marked; `lang` and `snippet_lang` are their HTML
    language tags. `is_translated`: none of the words stand in it, only what they mean in the other language.
    """

    entry: Entry
    obj: Any
    title_html: SafeString
    snippet_html: SafeString
    lang: str
    snippet_lang: str
    url: str
    is_translated: bool = False

    @property
    def row(self) -> dict[str, Any]:
        """What the component `item` needs to draw it."""
        return {
            "title": self.title_html,
            "url": self.url,
            "lang": self.lang,
            "summary": self.snippet_html,
            "summary_lang": self.snippet_lang,
            "translated": self.is_translated,
        }


@dataclass(frozen=True)
class Results:
    """A page of hits. `total` counts all hits, `translated` those found only through translation, `facets` maps facet →
    value → count ("type" among them).

    `notice` says when a fallback answered, `only_common_words` that the text held nothing to look for.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    notice: str = ""
    page: int = 1
    per_page: int = 20
    only_common_words: bool = False
    translated: int = 0

    @property
    def pages(self) -> int:
        """How many pages can be reached."""
        return max(1, -(-min(self.total, MAX_WINDOW) // self.per_page))


def find(
    *,
    text: str,
    user: Any,
    audiences: frozenset[str],
    language: str,
    types: Sequence[str] = (),
    facets: Mapping[str, Sequence[str]] = NO_FACETS,
    page: int = 1,
    per_page: int = 20,
    order: str = Order.RELEVANCE,
    count_types: bool = True,
    across: bool = True,
    since: datetime | None = None,
) -> Results:
    """Find what a person may see. An empty text finds everything, newest first unless another order is asked (a value of
    `Order`; titles are sorted in the reader's `language`); a page beyond the last is the last one.

    `audiences` are the tokens of `hub.accounts.queries.audiences_of(user)`: the engine filters by them, and each hit is
    read again through its entry's `visible(user)`. Costs one database query and one for each type on the page. A page that
    offers no other types than its own need not have them counted. `across`: also texts that exist in the other language only.
    `since`: only news, what can be found since then and holds most of the words.
    """
    terms = ask_with_terms(text[:MAX_TEXT])
    if text.strip() and not terms:
        return Results(only_common_words=True, per_page=per_page)
    filters = _filters(types, facets)
    counted, offset = _counted(types, filters, with_types=count_types), per_page * (_sane(page, per_page) - 1)
    asked = EngineQuery(terms, audiences, filters, counted, _order_field(order, language), offset, per_page, across)
    share = MOST_WORDS if since else 0.0
    query, answer = _ask_within_reach(replace(asked, since=since, share=share, count_translated=True))
    found = answer.result
    hits = read_again(found.hits, user, language, terms)
    total, at = found.total - len(found.hits) + len(hits), query.offset // per_page + 1
    return Results(hits, total, found.facets, _notice(answer), at, per_page, translated=found.translated)


def _ask_within_reach(query: EngineQuery) -> tuple[EngineQuery, engines.Answer]:
    """Ask; for the last page instead where the page asked for lies beyond it."""
    answer = _ask(query)
    last = max(1, -(-min(answer.result.total, MAX_WINDOW) // query.limit))
    if query.offset < last * query.limit:
        return query, answer
    query = replace(query, offset=query.limit * (last - 1))
    return query, _ask(query)


def _order_field(order: str, language: str) -> str:
    """Return the field of the engines that an order sorts by; "" for relevance."""
    titles = "by_title_zh" if column_language(language) == Language.ZH else "by_title_en"
    return {Order.NEWEST: BY_DATE, Order.NUMBER: "by_number", Order.TITLE: titles}.get(Order(order), "")


def count(
    *,
    text: str,
    audiences: frozenset[str],
    types: Sequence[str],
    facets: Mapping[str, Sequence[str]],
    across: bool = True,
) -> int:
    """Return how many hits a search has, by the engine alone."""
    terms = ask_with_terms(text[:MAX_TEXT])
    if text.strip() and not terms:
        return 0
    return _ask(EngineQuery(terms, audiences, _filters(types, facets), limit=0, across=across)).result.total


def count_without(
    *,
    text: str,
    audiences: frozenset[str],
    types: Sequence[str],
    facets: Mapping[str, Sequence[str]],
    across: bool = True,
) -> dict[str, int]:
    """Return, for each filter of a search without hits, how many hits there would be if it were dropped."""
    terms = ask_with_terms(text[:MAX_TEXT])
    filters = _filters(types, facets)
    if text.strip() and not terms:
        return {}
    freed = {}
    for facet in filters:
        rest = {name: values for name, values in filters.items() if name != facet}
        freed[facet] = _ask(EngineQuery(terms, audiences, rest, limit=0, across=across)).result.total
    return freed


@dataclass(frozen=True)
class Found:
    """The keys of documents, how many there are in all, and whether the engine that answered is the one that leads."""

    keys: list[str]
    total: int
    is_current: bool


def find_keys(
    *,
    text: str,
    audiences: frozenset[str],
    types: Sequence[str],
    facets: Mapping[str, Sequence[str]] = NO_FACETS,
    across: bool = True,
    since: datetime | None = None,
    share: float = MOST_WORDS,
    limit: int = MAX_WINDOW,
) -> Found:
    """Return what holds that share of the words and can be found since that moment, what appeared last first.

    The caller reads the documents and their objects through `visible_objects`.
    """
    terms = ask_with_terms(text[:MAX_TEXT])
    if text.strip() and not terms:
        return Found([], 0, is_current=True)
    query = EngineQuery(terms, audiences, _filters(types, facets), (), BY_APPEARANCE, 0, limit, across, since, share)
    answer = _ask(query)
    keys = [hit.key for hit in answer.result.hits]
    return Found(keys, answer.result.total, is_current=not (answer.silent or answer.unbuilt))


def _filters(types: Sequence[str], facets: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    asked = {TYPE: types, **facets}
    return {name: tuple(values) for name, values in asked.items() if values}


def _counted(types: Sequence[str], filters: Mapping[str, Any], *, with_types: bool) -> tuple[str, ...]:
    facets = dict.fromkeys([TYPE, *(facet.slug for facet in facets_of(types)), *filters])
    return tuple(facet for facet in facets if with_types or facet != TYPE)


def _sane(page: int, per_page: int) -> int:
    return min(max(1, page), MAX_WINDOW // per_page)


def _ask(query: EngineQuery) -> engines.Answer:
    """Ask; the embedded index is built here when it is missing, another one is left to a worker."""
    try:
        answer = engines.ask(query)
    except IndexMissingError:
        build(EngineName.EMBEDDED, only_if_missing=True)
        answer = engines.ask(query)
    if answer.unbuilt:
        request_build(answer.unbuilt)
    return answer


def _notice(answer: engines.Answer) -> str:
    if answer.silent:
        return _("The main search does not answer. These results come from a copy on this server that may lag behind.")
    if answer.unbuilt:
        return _("The main search is being built. These results come from a copy on this server that may lag behind.")
    return ""


# What a hit shows of its row; most of a row is for the index.
_SHOWN = ("key", "type", "object_id", "title_en", "title_zh", "body_en", "body_zh", "names", "source_lang")


def read_again(scored: Sequence[Scored], user: Any, language: str, terms: QueryTerms) -> list[Hit]:
    """Read the rows and their objects as this person; drop what is withdrawn, gone or not theirs to see."""
    rows = SearchDocument.objects.filter(key__in=[hit.key for hit in scored], is_deleted=False).only(*_SHOWN)
    row_of = {row.key: row for row in rows}
    objects = visible_objects(row_of.values(), user)
    ordered = (row_of[hit.key] for hit in scored if hit.key in row_of)
    found = ((row, objects.get((row.type, row.object_id))) for row in ordered)
    meanings = meanings_of(terms)
    return [_shown(row, obj, language, terms, meanings) for row, obj in found if obj is not None]


def visible_objects(rows: Iterable[SearchDocument], user: Any, *, bare: bool = False) -> dict[tuple[str, int], Any]:
    """Return the objects of these rows that a person may see, by type and key; one query for each type, `bare` also where
    result rows would need more.
    """
    wanted: dict[str, list[int]] = {}
    for row in rows:
        wanted.setdefault(row.type, []).append(row.object_id)
    return {
        (slug, obj.pk): obj
        for slug, ids in wanted.items()
        if (entry := entries.find(slug)) is not None
        for obj in _as_needed(entry.visible(user).filter(pk__in=ids), bare=bare)
    }


def _as_needed(found: QuerySet[Any], *, bare: bool) -> QuerySet[Any]:
    return found.prefetch_related(None) if bare else found


def _shown(row: SearchDocument, obj: Any, language: str, terms: QueryTerms, meanings: Meanings) -> Hit:
    """Show a hit in the reader's language where it has one: its words marked, or else what means the same; the text in the
    other language only where nothing in theirs says why it was found.
    """
    entry = entries.get(row.type)
    title, body = pick(row, "title", language), pick(row, "body", language)
    texts = (row.title_en, row.title_zh, row.body_en, row.body_zh, row.names)
    terms, meanings = met_in(texts, terms, meanings)
    holds = not terms or any(matches(text, terms) for text in texts)
    by = _marking(body.text, terms, meanings)
    if by is None and holds and terms:
        other = Language.EN if column_language(language) == Language.ZH else Language.ZH
        text = getattr(row, f"body_{other}")
        if matches(text, terms):
            body, by = body._replace(text=text, lang=html_lang(other)), terms
    return Hit(
        entry=entry,
        obj=obj,
        title_html=highlight(title.text, _marking(title.text, terms, meanings) or terms),
        snippet_html=snippet(body.text, by or terms),
        lang=title.lang,
        snippet_lang=body.lang,
        url=entry.url(obj),
        is_translated=not holds,
    )


def _marking(text: str, terms: QueryTerms, meanings: Meanings) -> QueryTerms | Meanings | None:
    """Return what to mark in a text: the words if it holds one, else their meanings if it holds one."""
    return next((by for by in (terms, meanings) if matches(text, by)), None)


def find_ids(
    *,
    text: str,
    audiences: frozenset[str],
    types: Sequence[str],
    facets: Mapping[str, Sequence[str]] = NO_FACETS,
    order: str = Order.RELEVANCE,
    language: str = "",
    size: int = 500,
    across: bool = True,
) -> Iterator[list[int]]:
    """Yield the keys of the objects that a search finds, `size` at a time, in the order asked, as far as engines reach.

    For exports: the caller reads the objects through its own `visible_to`.
    """
    terms = ask_with_terms(text[:MAX_TEXT])
    if text.strip() and not terms:
        return
    filters = _filters(types, facets)
    by = _order_field(order, language)
    for offset in range(0, MAX_WINDOW, size):
        hits = _ask(EngineQuery(terms, audiences, filters, (), by, offset, size, across)).result.hits
        rows = SearchDocument.objects.filter(key__in=[hit.key for hit in hits], is_deleted=False)
        key_of = dict(rows.values_list("key", "object_id"))
        yield [key_of[hit.key] for hit in hits if hit.key in key_of]
        if len(hits) < size:
            return
