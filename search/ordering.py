"""The keys by which engines sort: plain texts whose order of characters is the order that readers expect."""

from __future__ import annotations

import re

from search.folding import fold

LONGEST = 120
DIGITS = 12
_RUN = re.compile(r"[0-9]+")
_LEADING = re.compile(r"^\W+")


def number_key(number: str) -> str:
    """Return the key of a number: runs of digits count as numbers, so that GB/T 9 stands before GB/T 10."""
    return _RUN.sub(lambda run: run[0].zfill(DIGITS), fold(number))[: 2 * LONGEST]


def title_key(title: str) -> str:
    """Return the key of a title: letters without case and accents, then Chinese by sound.

    The common characters stand in the order of their pinyin in GB/T 2312, whose order GB 18030 keeps.
    """
    folded = _RUN.sub(lambda run: run[0].zfill(DIGITS), _LEADING.sub("", fold(title)))[:LONGEST]
    return folded.encode("gb18030").hex()
