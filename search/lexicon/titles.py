"""Which titles and names that exist in both languages say the same, and which parts of them do: only where that is safe.

Titles of standards are written in steps from the general to the particular. Where both languages have as many steps, each
step says the same in both; steps that every other title has ("Requirements") and part numbers say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from search.lexicon.forms import MAX_FORM, units_of
from search.lexicon.lexicon import Concept

LEAST_WORDS = 2  # a single English word means too much
LEAST_CHARACTERS = 3
_STEPS_EN = re.compile(r"\s+[—–-]+\s+|:\s+|;\s+")
_STEPS_ZH = re.compile(r"\s+|：|—+|；")
_PART = re.compile(r"^(part|section|第)\s*\d+", re.I)
_IN_GENERAL = re.compile(r"\s+in general$", re.I)
_PLAIN = re.compile(r"[,;:()，、；：（）]")
_EMPTY = """
    requirements|general requirements|technical requirements|safety requirements|test methods|testing methods|methods of test
    general principles|general rules|general|terms and definitions|terminology|vocabulary|guidelines|code of practice
    specification|specifications|technical specification|general specification|evaluation methods|terms|overview
"""
_SAYS_NOTHING = frozenset(units_of(words) for words in _EMPTY.replace("\n", "|").split("|") if words.strip())


def of_titles(pairs: Iterable[tuple[str, str]]) -> Iterator[Concept]:
    """Give the whole titles, and the steps that have one translation wherever they occur."""
    steps: dict[str, set[str]] = {}
    for english, chinese in pairs:
        if _is_telling(english, chinese):
            yield Concept((english,), (chinese,))
        ours, theirs = _STEPS_EN.split(english), [step for step in _STEPS_ZH.split(chinese) if step]
        if len(ours) == len(theirs) > 1:
            for one, other in zip(ours, theirs, strict=True):
                steps.setdefault(" ".join(one.split()).casefold(), set()).add(other)
    for one, others in steps.items():
        other, *more = others
        if not more and len(one) <= MAX_FORM and _is_telling(one, other):
            yield Concept((one,), (other,))


def of_names(pairs: Iterable[tuple[str, str]]) -> Iterator[Concept]:
    """Give the names of a classification that are one plain phrase in both languages."""
    for english, chinese in pairs:
        one, other = _IN_GENERAL.sub("", english), chinese.removesuffix("综合")
        if not (_PLAIN.search(one) or _PLAIN.search(other)) and _is_telling(one, other):
            yield Concept((one,), (other,))


def _is_telling(english: str, chinese: str) -> bool:
    ours, theirs = units_of(english), units_of(chinese)
    return (
        len(ours) >= LEAST_WORDS
        and len(theirs) >= LEAST_CHARACTERS
        and ours not in _SAYS_NOTHING
        and not _PART.match(english)
        and not _PART.match(chinese)
    )
