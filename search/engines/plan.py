"""How well a document fits, said once for both engines.

BM25 (k1 = 1.2, b = 0.75, the default of both) over the whole text, and over the title once more at half the weight; any
word will do, more words rank higher; Han counts by pairs of characters. A number is exact: a document that has it stands
above all that only share words, the dated form above the undated. Measured on four collections: docs/relevance.md.
"""

from __future__ import annotations

from typing import NamedTuple

from search.tokens import QueryTerms

TITLE_BOOST = 0.5
NUMBER_SCORE = 1000.0


class Clause(NamedTuple):
    """Some tokens of which at least one must be in the document; `constants` replace the BM25 score of each."""

    tokens: tuple[str, ...]
    constants: tuple[float, ...] = ()


def clauses_of(terms: QueryTerms) -> list[Clause]:
    """Return the clauses of a query; a document must satisfy at least one."""
    pairs = dict.fromkeys(pair for run in terms.runs for pair in run)
    numbers = [Clause(n.tokens, tuple(NUMBER_SCORE / 2**i for i in range(len(n.tokens)))) for n in terms.numbers]
    return [*(Clause((token,)) for token in (*terms.words, *pairs)), *numbers]
