"""The list of terms as a table: out for other tools, in after a look at what would change."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from hub.common.plain_text import plain_line
from search.lexicon.checking import Owners, faults_of_term, owners, units_by_form
from search.lexicon.forms import lines_of
from search.models import Term

COLUMNS = ("en", "zh", "note", "active")
DIVIDER = "|"
MAX_ROWS = 5000
_NO = frozenset({"0", "no", "false", "否"})


@dataclass
class Planned:
    """A row of a table and what it would do: `term` as it would be, `faults` why it is refused, whether the term does not
    exist yet, whether the row says news.
    """

    line: int
    term: Term
    faults: list[str]
    is_new: bool
    is_news: bool


class TableError(ValueError):
    """The text is no table of terms; the message says why."""


def rows_out(terms: Iterable[Term]) -> Iterator[tuple[str, str, str, str]]:
    """Give the rows of the table; what goes out can come in again."""
    for term in terms:
        yield DIVIDER.join(term.english), DIVIDER.join(term.chinese), term.note, "yes" if term.is_active else "no"


def plan(text: str) -> list[Planned]:
    """Say for each row of a CSV text what taking it in would do; nothing is changed. Raises TableError."""
    table = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        rows = list(table)
    except csv.Error as error:
        raise TableError(_("This is no CSV table: %(error)s") % {"error": error}) from error
    if not {"en", "zh"} <= set(table.fieldnames or ()):
        raise TableError(_("The first line must name the columns en and zh; note and active may follow."))
    if len(rows) > MAX_ROWS:
        raise TableError(_("A table may have %(count)s rows at most.") % {"count": MAX_ROWS})
    known = owners()
    return [_planned(number, row, known) for number, row in enumerate(rows, start=2)]


def take_in(planned: Iterable[Planned]) -> list[Planned]:
    """Save the rows that say news and are not refused, all or none; return them."""
    kept = [row for row in planned if row.is_news and not row.faults]
    with transaction.atomic():
        for row in kept:
            row.term.save()
    return kept


def _planned(line: int, row: dict[str, str], known: Owners) -> Planned:
    english, chinese = (lines_of((row.get(name) or "").replace(DIVIDER, "\n")) for name in ("en", "zh"))
    met = {term.pk: term for units in units_by_form(english, chinese) if (term := known.get(units)) and term.pk}
    old = next(iter(met.values())) if len(met) == 1 else None
    term = Term(
        pk=old.pk if old else None,
        forms_en="\n".join(english),
        forms_zh="\n".join(chinese),
        note=plain_line(row.get("note") or "")[:300],
        is_active=(row.get("active") or "").strip().casefold() not in _NO,
    )
    found = faults_of_term(english, chinese, own=term.pk, known=known)
    faults = [fault for some in found.values() for fault in some]
    if not faults and term.pk is None:
        known.update(dict.fromkeys(units_by_form(english, chinese), term))
    return Planned(line, term, faults, old is None, old is None or _said(old) != _said(term))


def _said(term: Term) -> tuple[list[str], list[str], str, bool]:
    return term.english, term.chinese, term.note, term.is_active
