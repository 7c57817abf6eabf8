"""Bring rows of other registers in: every row is judged by itself, the same file twice changes nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from hub.common.actors import Actor
from hub.common.tables import csv_line
from hub.standards.profiles import HUB, Profile, Row
from hub.standards.rows import Incoming, RowRefused, cell, read_row
from hub.standards.services.authority import demand_editor
from hub.standards.services.writing import Outcome, store_many

CHUNK = 500
OUTCOMES: tuple[Outcome, ...] = ("created", "changed", "unchanged", "refused")
REPORT_COLUMNS = ("row", "number", "outcome", "fields", "reason")
NO_COLUMNS: Mapping[str, str] = {}


@dataclass(frozen=True)
class RowReport:
    """What became of one row (counted from 1, without the header); `fields` are those that changed."""

    row: int
    number: str
    outcome: Outcome
    reason: str = ""
    fields: tuple[str, ...] = ()


def import_standards(
    *,
    actor: Actor,
    rows: Iterable[Row],
    columns: Mapping[str, str] = NO_COLUMNS,
    now: datetime,
    profile: Profile = HUB,
    dry: bool = False,
    first: int = 1,
    seen: dict[str, int] | None = None,
) -> list[RowReport]:
    """Import rows (column name -> text) and report on each. `columns` maps our fields to columns where the names differ;
    `first` is the number of the first row; with `dry` nothing is written. `seen` (slug -> row) are the numbers of the list
    so far, for a list that comes in parts; those of this part are added to it.

    A row that is refused leaves the others alone. Five hundred rows are one transaction. Raises NotAllowed.
    """
    if not dry:
        demand_editor(actor)
    reports: list[RowReport] = []
    seen = {} if seen is None else seen
    numbered = enumerate(rows, start=first)
    while chunk := list(itertools.islice(numbered, CHUNK)):
        reports += _import_chunk(actor, _read(chunk, columns, profile, seen), now, dry=dry)
    return reports


def _read(
    chunk: list[tuple[int, Row]], columns: Mapping[str, str], profile: Profile, seen: dict[str, int]
) -> Iterator[tuple[int, Incoming] | RowReport]:
    for count, foreign in chunk:
        row = profile.prepare(foreign)
        try:
            item = read_row(row, columns, profile.fills_only)
            if (before := seen.setdefault(item.slug, count)) != count:
                raise RowRefused(_("row %(row)s has the same number") % {"row": before})
        except RowRefused as refusal:
            yield RowReport(count, cell(row, columns, "number"), "refused", str(refusal))
        else:
            yield count, item


def _import_chunk(
    actor: Actor, read: Iterator[tuple[int, Incoming] | RowReport], now: datetime, *, dry: bool
) -> list[RowReport]:
    judged = list(read)
    good = [one for one in judged if not isinstance(one, RowReport)]
    stored = store_many(actor=actor, incoming=[item for _count, item in good], now=now, dry=dry)
    reports = {
        count: RowReport(count, one.standard.number, one.outcome, one.reason, tuple(one.changes))
        for (count, _item), one in zip(good, stored, strict=True)
    }
    return [one if isinstance(one, RowReport) else reports[one[0]] for one in judged]


def report_csv(reports: Iterable[RowReport], *, heading: bool = True) -> str:
    """Return the report as CSV: one line a row."""
    lines = [csv_line(REPORT_COLUMNS)] if heading else []
    lines += [csv_line((r.row, r.number, r.outcome, " ".join(r.fields), r.reason)) for r in reports]
    return "".join(lines)
