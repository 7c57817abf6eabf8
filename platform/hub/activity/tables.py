"""Acts as rows of a file: CSV that a spreadsheet does not run, JSON that keeps every id."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from hub.activity.models import Activity
from hub.activity.telling import Reader, who_did
from hub.activity.words import word_for

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What csv writes to: hands each line back."""

    def write(self, text: str) -> str:
        """Return the line."""
        return text


def harmless(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def csv_lines(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Return a CSV file line by line, with the mark by which spreadsheets know UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff" + str(writer.writerow(head))
    for row in rows:
        yield str(writer.writerow([harmless(cell) for cell in row]))


def row_of(act: Activity, reader: Reader) -> dict[str, Any]:
    """Return an act as its reader may know it."""
    return {
        "at": act.at.isoformat(),
        "act": act.public_id,
        "verb": act.verb,
        "words": word_for(act.verb),
        "who": who_did(act, reader),
        "object": act.subject_type.model,
        "object_number": act.subject_id,
        "data": act.data,
    }
