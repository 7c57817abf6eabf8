"""One spelling for what readers take for the same: width, case, accents, dashes, traditional and simplified Han.

Folding goes character by character, so that the highlighter can point back into the text as it was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import opencc

_DASHES = frozenset("‐‑‒–—―−﹘﹣－⁃")
_QUOTES = frozenset("’‘ʼ＇")
_SOFT = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_COMBINING = range(0x0300, 0x0370)
_HAN_BLOCKS = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    """Map each traditional character to its simplified one; built once, by OpenCC's own tables."""
    characters = [chr(code) for start, end in _HAN_BLOCKS for code in range(start, end)]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, converted, strict=True) if old != new}


def _fold_one(character: str) -> str:
    if character in _DASHES:
        return "-"
    if character in _QUOTES:
        return "'"
    if character in _SOFT or ord(character) in _COMBINING:
        return ""
    wide = unicodedata.normalize("NFKC", character)
    if wide[0] in _DASHES:
        return "-"
    plain = "".join(c for c in unicodedata.normalize("NFD", wide.casefold()) if ord(c) not in _COMBINING)
    plain = unicodedata.normalize("NFC", plain)
    simplified = _simplified()
    return "".join(simplified.get(c, c) for c in plain)


_uneven: set[str] = set()  # met characters that do not become exactly one


class _Table(dict[int, str]):
    """A translation table that fills itself as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_one(chr(code))
        if len(folded) != 1:
            _uneven.add(chr(code))
        self[code] = folded
        return folded


_table = _Table()


def fold(text: str) -> str:
    """Return the text as the engines see it: narrow, lower case, without accents, simplified, one kind of dash."""
    return text.translate(_table)


def fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its characters, the place in `text` that it came from."""
    folded = fold(text)
    if _uneven.isdisjoint(text):
        return folded, range(len(folded))
    pieces = [_table[ord(character)] for character in text]
    places = [place for place, piece in enumerate(pieces) for _c in piece]
    return "".join(pieces), places
