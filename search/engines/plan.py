"""How well a document fits, said once for both engines.

BM25 (k1 = 1.2, b = 0.75, the default of both) over title and body, the title counting three times; any word will do,
more words rank higher. A short run of Han is a word: all its pairs must be there, up to four characters; half of them
up to six. More Han than that is a phrase or a whole question: an eighth of its pairs, at least two, keeps out what is
about something else (nDCG@10 on 1,000 paper titles, 614 single keywords and 1,002 questions: 0.98, 0.73, 0.96; with all
pairs optional 0.99, 0.69, 0.99, and ten times the hits). A number is exact: a document that has it stands above all
that only share words, the dated form above the undated.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from search.tokens import QueryTerms

TITLE_BOOST = 3.0
NUMBER_SCORE = 1000.0
WORD_PAIRS = 3
COMPOUND_PAIRS = 5
PHRASE_SHARE = 8


class Clause(NamedTuple):
    """Some tokens of which at least `minimum` must be in title or body; `constants` replace the BM25 score of each."""

    tokens: tuple[str, ...]
    minimum: int
    constants: tuple[float, ...] = ()


def _han_clauses(runs: tuple[tuple[str, ...], ...]) -> list[Clause]:
    pairs = tuple(dict.fromkeys(pair for run in runs for pair in run))
    if len(pairs) > COMPOUND_PAIRS:
        return [Clause(pairs, max(2, ceil(len(pairs) / PHRASE_SHARE)))]
    return [Clause(run, len(run) if len(run) <= WORD_PAIRS else ceil(len(run) / 2)) for run in runs]


def clauses_of(terms: QueryTerms) -> list[Clause]:
    """Return the clauses of a query; a document must satisfy at least one."""
    words = [Clause((word,), 1) for word in terms.words]
    numbers = [Clause(n.tokens, 1, tuple(NUMBER_SCORE / 2**i for i in range(len(n.tokens)))) for n in terms.numbers]
    return [*words, *_han_clauses(terms.runs), *numbers]
