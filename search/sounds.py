"""How Chinese sounds: neighbouring syllables without tones, for what was written with the wrong characters."""

from __future__ import annotations

from itertools import pairwise

from pypinyin import lazy_pinyin

from search.folding import fold
from search.tokens import pieces_of


def sounds_of(text: str) -> list[str]:
    """Return the sounds of the neighbouring characters of a text, pair by pair: 电池标 → dianchi, chibiao."""
    found: list[str] = []
    for piece in pieces_of(fold(text)):
        if piece.is_run:
            syllables = lazy_pinyin(piece.text)
            found += [first + second for first, second in pairwise(syllables)]
    return found
