"""How well a document fits, said once for both engines.

BM25 (k1 = 1.2, b = 0.75, the default of both) over the whole text, and over the title once more at half the weight; any
word will do, more words rank higher; Han counts by pairs of characters. A number is exact: a document that has it stands
above all that only share words, the dated form above the undated. Texts that exist in the other language only are met by the
English stems of both, at half the weight. Another name of a term counts less than the reader's own words, its name in the other
language adds a little to what the stems find; many words of a name do not count more than one, and of several names the best
counts. Measured on four collections: docs/relevance.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, sqrt
from typing import NamedTuple

from search.glossary.pivot import Group, groups_of_chinese
from search.tokens import QueryTerms

TITLE_BOOST = 0.5
NUMBER_SCORE = 1000.0
START_SCORE = 100.0
ACROSS_BOOST = 0.5
ACROSS_SHARE = 0.2
SYNONYM_BOOST = 0.6
TRANSLATION_BOOST = 0.15
ACROSS_OF_SHARE = 2 / 3  # a word that the dictionary takes apart is met by some of its parts


class Clause(NamedTuple):
    """Some tokens of which at least one must be in the document; `constants` replace the BM25 score of each."""

    tokens: tuple[str, ...]
    constants: tuple[float, ...] = ()


def clauses_of(terms: QueryTerms) -> list[Clause]:
    """Return the clauses of a query; a document must satisfy at least one."""
    pairs = dict.fromkeys(pair for run in terms.runs for pair in run)
    numbers = [Clause(n.tokens, tuple(NUMBER_SCORE / 2**i for i in range(len(n.tokens)))) for n in terms.numbers]
    return [*(Clause((token,)) for token in (*terms.words, *pairs)), *numbers]


class Across(NamedTuple):
    """What is asked of texts in the other language: the field with their English stems, groups of which at least `minimum`
    must be met.
    """

    field: str
    groups: tuple[Group, ...]
    minimum: int


def least_of(clauses: Sequence[Clause], share: float) -> int:
    """Return how many clauses a document must satisfy where that share of them is asked for."""
    return max(1, ceil(len(clauses) * share))


def across_of(terms: QueryTerms, share: float = 0.0) -> list[Across]:
    """Return what a question asks of texts that exist in the other language only; `share` may ask for more than usual."""
    chinese = groups_of_chinese(terms.written)
    english = tuple(Group((word,), 1.0) for word in terms.words)
    asked = (("only_english", chinese), ("only_chinese", english))
    return [
        Across(field, groups, ceil(len(groups) * max(share * ACROSS_OF_SHARE, ACROSS_SHARE)))
        for field, groups in asked
        if groups
    ]


class Way(NamedTuple):
    """Another name of a term: `tokens` score by `weight`, `held` are asked for by the question itself and only must be there."""

    tokens: tuple[str, ...]
    held: tuple[str, ...]
    weight: float


def ways_of(terms: QueryTerms, share: float = 0.0, *, across: bool) -> list[tuple[Way, ...]]:
    """Return for each term of a question its other names, of which the best counts; those of the other language only
    `across` languages. Where a `share` of the words is asked for, one term alone is not enough and there are none.
    """
    if share:
        return []
    asked = frozenset(terms.tokens)
    chosen = [
        (*_ways(wider.own, asked, SYNONYM_BOOST), *(_ways(wider.other, asked, TRANSLATION_BOOST) if across else ()))
        for wider in terms.wider
    ]
    return [ways for ways in chosen if ways]


def _ways(names: Iterable[tuple[str, ...]], asked: frozenset[str], boost: float) -> list[Way]:
    parted = [([t for t in name if t not in asked], [t for t in name if t in asked]) for name in names]
    return [Way(tuple(new), tuple(held), boost / sqrt(len(new))) for new, held in parted if new]
