"""How alike two short technical texts are: the share of their shingles that they have in common.

Latin words count as words, Han characters in pairs, so that both languages need no dictionary (Broder, 1997).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LATIN = re.compile(r"[a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
ALIKE_FROM = 0.5


def shingles(text: str) -> frozenset[str]:
    """Return the Latin words and the pairs of neighbouring Han characters of a text."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = set(_LATIN.findall(folded))
    for run in _HAN.findall(folded):
        words |= {run[i : i + 2] for i in range(len(run) - 1)} or {run}
    return frozenset(words)


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1 (Jaccard's index of their shingles)."""
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def best_likeness(texts: Iterable[str], others: Iterable[str]) -> float:
    """Return the highest likeness between texts in the same place (English with English, Chinese with Chinese)."""
    return max((likeness(a, b) for a, b in zip(texts, others, strict=True)), default=0.0)
