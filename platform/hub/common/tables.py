"""Tables from data: one list of columns gives the heads with their links for sorting, and the rows; every CSV file is written here."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import QueryDict
from django.utils.functional import Promise

Text = str | Promise
SORT = "sort"
# What names a place in a list; it means nothing once the order is another.
PAGING = ("page", "p", "before", "after")
# What a spreadsheet may run, also behind marks that keep it from doing so.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True)
class Column:
    """A column: `numeric` aligns to the end, `short` never breaks (dates, codes), `sortable` makes its head a link,
    `newest_first` sorts downwards at first.
    """

    key: str
    label: Text
    numeric: bool = False
    short: bool = False
    sortable: bool = False
    newest_first: bool = False


@dataclass(frozen=True)
class Sort:
    """The order of a table."""

    key: str
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.key}" if self.descending else self.key


@dataclass(frozen=True)
class Head:
    """A column's head as the page shows it; `state` is what aria-sort says."""

    label: Text
    look: str
    url: str = ""
    state: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True)
class Cell:
    """What a cell says: text, perhaps as a link, in another language, as a state tag, or with a hint below."""

    text: Any
    url: str = ""
    lang: str = ""
    tone: str = ""
    hint: Text = ""


@dataclass(frozen=True)
class RowAct:
    """One act of a row: a link, or with `post` a button that sends a form to `url`."""

    label: Text
    url: str
    post: bool = False
    danger: bool = False


@dataclass(frozen=True)
class Row:
    """Cells in the order of the columns; the first is the row's head. `name` says in words whose menu it is."""

    cells: Sequence[Cell | Any]
    acts: Sequence[RowAct] = ()
    name: str = ""
    drawn: list[Cell] = field(init=False)

    def __post_init__(self) -> None:
        cells = [cell if isinstance(cell, Cell) else Cell(cell) for cell in self.cells]
        object.__setattr__(self, "drawn", cells)


def read_sort(asked: str | None, columns: Sequence[Column], default: Sort) -> Sort:
    """Return the order that `?sort=` asks for ("price", "-price"), or the default for one that no column offers."""
    key = (asked or "").removeprefix("-")
    if key not in {column.key for column in columns if column.sortable}:
        return default
    return Sort(key, (asked or "").startswith("-"))


def heads(columns: Sequence[Column], sort: Sort, query: QueryDict) -> list[Head]:
    """Return the heads; each link keeps the rest of the query, starts at the first page, and turns the present order round."""
    return [_head(column, sort, query) for column in columns]


def _head(column: Column, sort: Sort, query: QueryDict) -> Head:
    if not column.sortable:
        return Head(column.label, _look(column))
    present = sort.key == column.key
    there = query.copy()
    for name in PAGING:
        there.pop(name, None)
    there[SORT] = str(Sort(column.key, not sort.descending if present else column.newest_first))
    state: Literal["", "ascending", "descending"] = ""
    if present:
        state = "descending" if sort.descending else "ascending"
    return Head(column.label, _look(column), f"?{there.urlencode()}", state)


def _look(column: Column) -> str:
    return "r" if column.numeric else "nowrap" if column.short else ""


def plain_cell(value: object) -> object:
    """Return a value as a cell that no spreadsheet runs as a formula (OWASP: CSV injection): a text that could be one gets
    a quotation mark before it, which `cell_text` takes off. Dates become ISO 8601; numbers stay plain, without grouping.
    """
    if value is None or isinstance(value, int | float | Decimal):
        return "" if value is None else value
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def cell_text(text: str) -> str:
    """Return what was meant by a cell that `plain_cell` wrote."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


class _Line:
    """A file that hands on what is written to it."""

    def write(self, value: str) -> str:
        return value


def csv_line(cells: Iterable[object]) -> str:
    """Return one line of a CSV file, its cells plain."""
    return str(csv.writer(_Line()).writerow([plain_cell(cell) for cell in cells]))


def csv_lines(head: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield a CSV file line by line, with the mark by which spreadsheets know UTF-8."""
    yield "\ufeff" + csv_line(head)
    for row in rows:
        yield csv_line(row)
