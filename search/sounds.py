"""How Chinese sounds: neighbouring syllables without tones, for what was written with the wrong characters."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from pypinyin import lazy_pinyin
from pypinyin.core import Pinyin

from search.folding import fold
from search.tokens import pieces_of

_reader = Pinyin()


@lru_cache(maxsize=50_000)
def _syllables(word: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin([word]))


def sounds_of(text: str) -> list[str]:
    """Return the sounds of the neighbouring characters of a text, pair by pair: 电池标 → dianchi, chibiao."""
    found: list[str] = []
    for piece in pieces_of(fold(text)):
        if piece.is_run:
            syllables = [sound for word in _reader.seg(piece.text) for sound in _syllables(word)]
            found += [first + second for first, second in pairwise(syllables)]
    return found
