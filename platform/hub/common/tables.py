"""Tables from data: one list of columns gives the heads with their links for sorting, the rows, and the CSV."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import QueryDict, StreamingHttpResponse
from django.utils.functional import Promise

Text = str | Promise
SORT = "sort"
# What names a place in a list; it means nothing once the order is another.
PAGING = ("page", "p", "before", "after")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


class _Line:
    """A file that hands on what is written to it."""

    def write(self, value: str) -> str:
        return value


def csv_response(name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Stream rows as CSV for spreadsheets: UTF-8 with its mark, dates as ISO 8601, no text that runs as a formula.

    `name` is the file's name without its ending. Decimals and numbers stay plain, without grouping.
    """
    response = StreamingHttpResponse(_lines(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + str(writer.writerow([str(column.label) for column in columns]))
    for row in rows:
        yield str(writer.writerow([_plain(value) for value in row]))


def _plain(value: object) -> object:
    if value is None or isinstance(value, int | float | Decimal):
        return "" if value is None else value
    if isinstance(value, date | datetime):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
