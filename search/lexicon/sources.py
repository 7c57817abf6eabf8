"""Where the lexicon comes from: the editors' list, the vocabularies, and what apps declare (titles of standards)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from hub.common.registry import Registry
from hub.vocabularies import ics
from search.lexicon.lexicon import Concept, Lexicon
from search.lexicon.titles import of_names, of_titles
from search.models import Term

SHIPPED = Path(__file__).parent / "data" / "terms.csv"
Pairs = Callable[[], Iterable[tuple[str, str]]]
_titles: Registry[Pairs] = Registry("sources of titles in both languages")


def register_titles(slug: str, pairs: Pairs) -> None:
    """Let the search learn from titles that everybody may see: English and Chinese of each. Declared in `search_index.py`."""
    _titles.add(slug, pairs)


def read() -> Lexicon:
    """Build the lexicon of the site. Costs one database query and one for each source of titles."""
    own = [Concept(tuple(term.english), tuple(term.chinese)) for term in Term.objects.filter(is_active=True)]
    return Lexicon([*own, *_of_vocabularies(), *(c for pairs in _titles for c in of_titles(pairs()))])


def shipped() -> Lexicon:
    """Build the lexicon that every installation starts with, without the database: what relevance is measured with."""
    own = (Concept(tuple(row["en"].split("|")), tuple(row["zh"].split("|"))) for row in shipped_rows())
    return Lexicon([*own, *_of_vocabularies()])


def shipped_rows() -> Iterator[dict[str, str]]:
    """Give the rows of the list that ships: "en", "zh" (forms divided by "|"), "note"."""
    with SHIPPED.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _of_vocabularies() -> Iterator[Concept]:
    codes = [code for field in ics.fields() for code in (field, *ics.groups_of(field.code))]
    yield from of_names((code.en, code.zh) for code in codes)
