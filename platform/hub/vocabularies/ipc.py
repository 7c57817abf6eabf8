"""The International Patent Classification: how a symbol is written, and the names of its eight sections (WIPO)."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTIONS: dict[str, str | Promise] = {
    "A": _("A · Human necessities"),
    "B": _("B · Operations and transport"),
    "C": _("C · Chemistry and metallurgy"),
    "D": _("D · Textiles and paper"),
    "E": _("E · Fixed constructions"),
    "F": _("F · Mechanical engineering"),
    "G": _("G · Physics"),
    "H": _("H · Electricity"),
}
_SYMBOL = re.compile(r"([A-H])(\d\d)(?:([A-Z])(?:(\d{1,4})/(\d{2,6}))?)?")
_BETWEEN = re.compile(r"[,;，；、\n]+")


def normalise(symbol: str) -> str | None:
    """Return a symbol such as "H01M 4/04" or "H01M" in its written form, or None when it is none."""
    found = _SYMBOL.fullmatch("".join(symbol.upper().split()))
    if found is None:
        return None
    section, number, subclass, group, subgroup = found.groups()
    head = f"{section}{number}{subclass or ''}"
    return f"{head} {int(group)}/{subgroup}" if group else head


def split(text: str) -> list[str]:
    """Return the symbols of a list as people type it, between commas, semicolons or lines."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def section_labels(values: Collection[str]) -> dict[str, str | Promise]:
    """Return the names of these sections, in order."""
    return {letter: label for letter, label in SECTIONS.items() if letter in values}
