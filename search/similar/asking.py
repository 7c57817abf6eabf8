"""Finding what is like one thing: by the facts it shares, else by its most telling words, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from hub.common.bilingual import pick
from search import engines
from search.engines.base import IndexMissingError, Scored, SimilarQuery
from search.engines.plan import across_of
from search.models import SearchDocument
from search.queries import visible_objects
from search.registry import Document, Entry, Tie, entries, entry_of
from search.similar.reasons import reason
from search.tokens import QueryTerms, parse_query

SHOWN = 3
CANDIDATES = 24
READ = 9  # how many candidates are read again for three to be shown
MAX_TEXT = 2000
MAX_WORDS, MAX_PAIRS = 32, 48
IN_TITLE = 2.0
STEP = 10_000.0  # what a shared fact of weight 1 adds: more than any number of shared words
# Shared words must be worth this share of what the document's own words are worth. Measured on the demo content: what people
# would call alike has 0.17 and more, other things of the same trade mostly stay below 0.1.
FLOOR = 0.16


@dataclass(frozen=True)
class Near:
    """Something like the thing on the page: its title with its language in HTML's words, its kind, and why it is near."""

    title: str
    lang: str
    url: str
    kind: str | Promise
    why: SafeString


def similar(obj: Any, *, user: Any, audiences: frozenset[str], language: str, limit: int = SHOWN) -> list[Near]:
    """Return what is like an object that everybody or some may find, the kinds in the order that its entry names; nothing when
    nothing is near enough, or no engine has an index yet.

    Costs one question to an engine, one query and one for each kind found. What is returned was read again as this person.
    Raises LookupError when the model has no entry.
    """
    entry = entry_of(obj)
    document = entry.document(obj) if entry.near else None
    if document is None:
        return []
    ties = entry.ties(obj)
    terms = parse_query(_text(document)[:MAX_TEXT])
    try:
        hits = engines.similar(_question(entry, document, terms, ties, audiences))
    except IndexMissingError:
        return []
    near = _near_enough(hits, entry.key(obj))
    rows = {row.key: row for row in SearchDocument.objects.filter(key__in=near, is_deleted=False)}
    found = [rows[key] for key in near if key in rows]
    objects = visible_objects(found, user, bare=True)
    seen = [row for row in found if (row.type, row.object_id) in objects]
    shown: list[Near] = []
    for row in sorted(seen, key=lambda row: entry.near.index(row.type)):
        why = reason(document, terms, ties, row, language)
        if why and len(shown) < limit:
            kind, title = entries.get(row.type), pick(row, "title", language)
            shown.append(
                Near(title.text, title.mark, kind.url(objects[row.type, row.object_id]), _other(kind, entry), why)
            )
    return shown


def _other(kind: Entry, than: Entry) -> str | Promise:
    """Name the kind where it is not that of the page."""
    return "" if kind is than else kind.label


def _text(document: Document) -> str:
    return "\n".join(filter(None, [document.title_en, document.title_zh, document.body_en, document.body_zh]))


def _question(
    entry: Entry, document: Document, terms: QueryTerms, ties: Sequence[Tie], audiences: frozenset[str]
) -> SimilarQuery:
    titles = parse_query(f"{document.title_en}\n{document.title_zh}")
    in_title = {*titles.words, *(pair for run in titles.runs for pair in run)}
    pairs = Counter(pair for run in terms.runs for pair in run)
    chosen = [*_first(terms.words, in_title, MAX_WORDS), *_first(list(pairs), in_title, MAX_PAIRS)]
    chosen += [number.tokens[0] for number in terms.numbers]
    both = bool(document.title_en or document.body_en) and bool(document.title_zh or document.body_zh)
    return SimilarQuery(
        words=tuple((token, IN_TITLE if token in in_title else 1.0) for token in chosen),
        facts=tuple((tie.tokens, STEP * tie.weight) for tie in ties if tie.tokens and tie.weight),
        across=() if both else tuple(across_of(terms)),
        types=entry.near,
        audiences=audiences,
        limit=CANDIDATES,
    )


def _first(tokens: Sequence[str], in_title: set[str], most: int) -> list[str]:
    """Return the tokens of the title and as many others, in their order, as there is room for."""
    return sorted(tokens, key=lambda token: token not in in_title)[:most]


def _near_enough(hits: Sequence[Scored], own: str) -> list[str]:
    """Return the keys of what shares a fact or enough words; nothing while the engine does not know the thing itself."""
    worth = next((hit.score % STEP for hit in hits if hit.key == own), 0.0)
    if not worth:
        return []
    others = [hit for hit in hits if hit.key != own]
    return [hit.key for hit in others if hit.score >= STEP or hit.score >= FLOOR * worth][:READ]
