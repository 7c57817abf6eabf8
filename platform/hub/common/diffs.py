"""What changed between two versions of a text, word by word in English and character by character in Chinese."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.functional import Promise

from hub.common.bilingual import column_language, language_of_text
from hub.common.languages import HAN, html_lang

Kind = Literal["same", "added", "removed", "left-out"]
_TOKENS = re.compile(rf"{HAN.pattern}|[^\W_]+|\s+|.", re.DOTALL)
_PARAGRAPHS = re.compile(r"[^\n]*\n|[^\n]+")
# Above this many token pairs the comparison goes by paragraph: matching takes quadratic time at worst.
MOST_PAIRS = 4_000_000
# An unchanged run longer than this is shortened to its ends.
LONGEST_SAME, KEPT_END = 240, 80


@dataclass(frozen=True)
class Piece:
    """A run of text and what happened to it; "left-out" stands for unchanged text that is not shown."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """A changed field: its label, its pieces, and the `lang` it needs in the page (empty for the page's own)."""

    label: str | Promise
    pieces: list[Piece]
    lang: str = ""


def compare(before: str, after: str) -> list[Piece]:
    """Return the pieces that lead from one text to the other: without the added ones they are `before`, without the
    removed ones `after`.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) * len(new) > MOST_PAIRS:
        old, new = _PARAGRAPHS.findall(before), _PARAGRAPHS.findall(after)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(Piece("removed", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("added", "".join(new[c:d])))
    return pieces


def shorten(pieces: list[Piece]) -> list[Piece]:
    """Leave the middle of long unchanged runs out."""
    shown: list[Piece] = []
    for number, piece in enumerate(pieces):
        if piece.kind != "same" or len(piece.text) <= LONGEST_SAME:
            shown.append(piece)
            continue
        if number:
            shown.append(Piece("same", piece.text[:KEPT_END]))
        shown.append(Piece("left-out", ""))
        if number < len(pieces) - 1:
            shown.append(Piece("same", piece.text[-KEPT_END:]))
    return shown


def changes(
    before: Mapping[str, object], after: Mapping[str, object], labels: Mapping[str, str | Promise]
) -> list[Change]:
    """Return the fields that differ, in the order of `labels`, for the component `diff`. None and "" are both empty."""
    found = []
    for name, label in labels.items():
        old, new = (str(values.get(name) if values.get(name) is not None else "") for values in (before, after))
        if old != new:
            language = language_of_text(new or old)
            lang = "" if language == column_language() else html_lang(language)
            found.append(Change(label, shorten(compare(old, new)), lang))
    return found
