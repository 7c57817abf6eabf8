"""What changed between two versions of a listing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from django.utils.functional import Promise

from hub.common.bilingual import language_of_text
from hub.common.languages import html_lang
from hub.listings.schema import Field

Side = Literal["same", "gone", "new"]


@dataclass(frozen=True)
class Piece:
    """A part of a text and whether it stayed, went or came."""

    text: str
    side: Side


@dataclass(frozen=True)
class Change:
    """A field that differs: both texts, and their parts told apart. `lang` is the BCP 47 tag of the text."""

    name: str
    label: str | Promise
    before: str
    after: str
    old: list[Piece]
    new: list[Piece]
    lang: str


def changes(fields: Iterable[Field], before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Return the fields among `fields` whose values differ between two snapshots, in the schema's order."""
    found = []
    for field in fields:
        old, new = before.get(field.name), after.get(field.name)
        if (old or None) != (new or None):
            found.append(_change(field, field.words(old), field.words(new)))
    return found


def _change(field: Field, before: str, after: str) -> Change:
    old, new = _pieces(before, after)
    lang = html_lang(language_of_text(after or before))
    return Change(field.name, field.label, before, after, old, new, lang)


def _pieces(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    old: list[Piece] = []
    new: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            old.append(Piece(before[a:b], "same"))
            new.append(Piece(after[c:d], "same"))
            continue
        if b > a:
            old.append(Piece(before[a:b], "gone"))
        if d > c:
            new.append(Piece(after[c:d], "new"))
    return old, new
