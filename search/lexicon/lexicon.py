"""All terms in memory, and what of them a question holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from search.lexicon.forms import Units, tokens_of, units_of
from search.tokens import QueryTerms, Wider, parse_query

MAX_MET = 8  # terms of a question that widen it
MAX_WAYS = 8  # other forms of one term that are asked for, in each language


class Concept(NamedTuple):
    """What can be said in several ways: its forms in English and in Chinese, the preferred first."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]


class _Ways(NamedTuple):
    """The other forms of one form: in its own language and in the other, as tokens that must all be met."""

    own: tuple[tuple[str, ...], ...]
    other: tuple[tuple[str, ...], ...]


class Lexicon:
    """The concepts by their forms. It never changes; a new one replaces it."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        """Take the concepts in; of two that share a form each adds its own ways, the first ones first."""
        self._ways: dict[Units, _Ways] = {}
        self._longest: dict[str, int] = {}
        for concept in concepts:
            for own, other in ((concept.english, concept.chinese), (concept.chinese, concept.english)):
                for form in own:
                    self._add(units_of(form), own, other)

    def _add(self, units: Units, own: tuple[str, ...], other: tuple[str, ...]) -> None:
        if not units:
            return
        old = self._ways.get(units, _Ways((), ()))
        synonyms = (tokens_of(form) for form in own if units_of(form) != units)
        ways = _Ways(_joined(old.own, synonyms), _joined(old.other, map(tokens_of, other)))
        self._ways[units] = ways
        self._longest[units[0]] = max(len(units), self._longest.get(units[0], 0))

    def __len__(self) -> int:
        return len(self._ways)

    def widen(self, text: str) -> tuple[Wider, ...]:
        """Return for each term that a question holds, the longest first at each place, its other forms. What the question
        asks for anyway is left out.
        """
        units, asked = units_of(text), frozenset(parse_query(text).tokens)
        met = dict.fromkeys(self._met(units))
        found = (Wider(_news(self._ways[form].own, asked), _news(self._ways[form].other, asked)) for form in met)
        return tuple(wider for wider in found if wider.own or wider.other)[:MAX_MET]

    def _met(self, units: Units) -> Iterator[Units]:
        at = 0
        while at < len(units):
            reach = min(self._longest.get(units[at], 0), len(units) - at)
            form = next((f for n in range(reach, 0, -1) if (f := units[at : at + n]) in self._ways), ())
            if form:
                yield form
            at += len(form) or 1


def question(text: str, lexicon: Lexicon) -> QueryTerms:
    """Take a question apart and widen it by what its terms mean in other words."""
    terms = parse_query(text)
    return terms._replace(wider=lexicon.widen(text)) if terms else terms


def _joined(old: tuple[tuple[str, ...], ...], new: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(way for way in (*old, *new) if way))


def _news(ways: Iterable[tuple[str, ...]], asked: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(way for way in ways if not asked.issuperset(way))[:MAX_WAYS]
