"""The pivot: what a text or a question in one language would be in English stems, so that both meet there.

Texts that exist in both languages need none. One that is only English is asked by Chinese questions through its own stems,
one that is only Chinese is asked by English questions through the glosses of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt
from typing import NamedTuple

from search.folding import fold
from search.glossary.dictionary import dictionary
from search.glossary.segments import cut
from search.tokens import pieces_of, word_token, words_of

MAX_GROUPS = 40
MAX_TOKENS = 12


class Group(NamedTuple):
    """The glosses of one word of a question; each counts for `weight`, so that many senses do not count more than one."""

    tokens: tuple[str, ...]
    weight: float


def stems_of_chinese(text: str) -> list[str]:
    """Return the glosses of the words of a Chinese text, and the stems of the Latin words in it."""
    known, stems = dictionary(), []
    for piece in pieces_of(fold(text)):
        if piece.is_run:
            for _at, word in cut(piece.text, known):
                stems += known[word].split()
        else:
            stems.append(word_token(piece.text))
    return [stem for stem in stems if stem]


def stems_of_english(text: str) -> list[str]:
    """Return the stems of the words of an English text."""
    return [token for word, _at in words_of(fold(text)) if (token := word_token(word))]


def groups_of_chinese(runs: Iterable[str]) -> tuple[Group, ...]:
    """Return the glosses of a Chinese question, word by word, each word once."""
    runs = list(runs)
    known = dictionary() if runs else {}
    words = dict.fromkeys(word for run in runs for _at, word in cut(run, known))
    groups = (known[word].split()[:MAX_TOKENS] for word in words)
    return tuple(Group(tuple(stems), 1 / sqrt(len(stems))) for stems in groups if stems)[:MAX_GROUPS]


def words_meaning(run: str, stems: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of the words of a run that one of these English stems is a gloss of."""
    known = dictionary()
    for at, word in cut(run, known):
        if not stems.isdisjoint(known[word].split()):
            yield at, at + len(word)
