"""Tables in and out as CSV and XLSX: read without trusting them, written so that no cell is a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from hub.common.plain_text import plain_text
from hub.common.tables import cell_text, csv_line, plain_cell

Kind = Literal["csv", "xlsx"]
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED_BYTES = 40 * 1024 * 1024
MAX_ROWS = 500
MAX_LINES = 5000  # empty ones among them
MAX_COLUMNS = 60
MAX_CELL = 10_000
_ENCODINGS = ("utf-8-sig", "gb18030")


class UnreadableTable(Exception):
    """The file is no table that we take; `reason` says why, for the person who sent it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Line(NamedTuple):
    """A row of a file that holds something: its number in the file, from 1, and its cells."""

    place: int
    cells: list[str]


def read_table(content: bytes) -> list[Line]:
    """Return the rows of a CSV or XLSX file as texts, the header first; empty rows are left out. Raises UnreadableTable.

    What it is, is read from the content. Formulas come as their last value, never evaluated.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableTable(_("The file is larger than 2 MB. Split it."))
    rows = _from_xlsx(content) if content[:4] == b"PK\x03\x04" else _from_csv(content)
    filled = [Line(place, _trimmed(row)) for place, row in enumerate(rows, start=1) if any(row)]
    if len(filled) < 2:
        raise UnreadableTable(_("The table is empty: it needs a line of headings and at least one row."))
    if len(filled) > MAX_ROWS + 1:
        raise UnreadableTable(_("The table has more than 500 rows. Split it."))
    return filled


def _trimmed(row: list[str]) -> list[str]:
    """Return a row without the empty cells at its end."""
    return row[: max(n for n, cell in enumerate(row, start=1) if cell)]


def _from_csv(content: bytes) -> list[list[str]]:
    if b"\x00" in content:
        raise UnreadableTable(_("The file is neither CSV nor XLSX."))
    text = next((t for t in (_decoded(content, e) for e in _ENCODINGS) if t is not None), None)
    if text is None:
        raise UnreadableTable(_("The text cannot be read. Save the table as CSV in UTF-8."))
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableTable(_("The file is no proper CSV.")) from error
    return [[_cell(value) for value in row[:MAX_COLUMNS]] for row in rows]


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _from_xlsx(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MAX_UNPACKED_BYTES:
                raise UnreadableTable(_("The file is too large when unpacked. Split it."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        cells = sheet.iter_rows(max_row=MAX_LINES + 1, max_col=MAX_COLUMNS, values_only=True)
        rows = [[_cell(value) for value in row] for row in cells]
        if len(rows) > MAX_LINES:
            raise UnreadableTable(_("The sheet has more than 5,000 lines. Delete the empty ones, or split it."))
        return rows
    except UnreadableTable:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as error:
        raise UnreadableTable(_("The file is damaged, or no XLSX table.")) from error
    except Exception as error:  # XML of hostile files: defusedxml and openpyxl raise errors of their own
        raise UnreadableTable(_("The file is damaged, or no XLSX table.")) from error


def _cell(value: Any) -> str:
    """Return a cell as text: days as ISO 8601, whole numbers without a point; the guard against formulas is taken off."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return cell_text(plain_text(str(value)).strip()[:MAX_CELL])


def write_table(kind: Kind, rows: Iterable[Sequence[str]], title: str) -> bytes:
    """Return a file with these rows. A cell that a spreadsheet would take for a formula is kept as text."""
    if kind == "xlsx":
        return _as_xlsx(rows, title)
    return "".join(csv_line(row) for row in rows).encode("utf-8-sig")


def _as_xlsx(rows: Iterable[Sequence[str]], title: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=str(plain_cell(plain_text(str(value)))))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
