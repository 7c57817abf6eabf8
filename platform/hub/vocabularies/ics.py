"""The International Classification for Standards (ISO): fields and groups with names in both languages.

The tree of fields ("29") and groups ("29.220") is ours to name in `data/ics.csv`; codes of the third level ("29.220.99") are
taken by their form below a known group and shown with the group's name.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import get_language

_CODE = re.compile(r"\d{2}(?:\.\d{3}(?:\.\d{2})?)?")
_FILE = Path(__file__).parent / "data" / "ics.csv"


class IcsCode(NamedTuple):
    """A field or group with its names."""

    code: str
    en: str
    zh: str

    @property
    def name(self) -> str:
        """The name in the active language."""
        return self.zh if (get_language() or "en").startswith("zh") else self.en


@cache
def _tree() -> dict[str, IcsCode]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: IcsCode(row["code"], row["en"], row["zh"]) for row in csv.DictReader(lines)}


def fields() -> list[IcsCode]:
    """Return the 40 fields in their order."""
    return [entry for code, entry in _tree().items() if "." not in code]


def groups_of(field: str) -> list[IcsCode]:
    """Return the groups of a field in their order; none for an unknown field."""
    return [entry for code, entry in _tree().items() if code.startswith(f"{field}.")]


def find(code: str) -> IcsCode | None:
    """Return the entry of a code: of the third level the code with the names of its group; None when it does not exist."""
    if not _CODE.fullmatch(code):
        return None
    known = _tree().get(code)
    group = _tree().get(code[:6]) if len(code) == 9 else None
    return known or (IcsCode(code, group.en, group.zh) if group else None)


def is_ics(code: str) -> bool:
    """Whether this is a code of the classification: a known field or group, or anything of the form below a known group."""
    return find(code) is not None


def lineage(code: str) -> list[str]:
    """Return a code with all above it, widest first: "29.220.99" gives "29", "29.220", "29.220.99"."""
    return [code[:length] for length in (2, 6, 9) if length <= len(code)]


def read_codes(text: str) -> tuple[list[str], list[str]]:
    """Take apart a typed list (commas, semicolons, spaces) into known codes in order, each once, and what is none."""
    typed = [word for word in re.split(r"[,;，；、\s]+", text) if word]
    known = sorted({word for word in typed if is_ics(word)})
    return known, [word for word in typed if not is_ics(word)]
