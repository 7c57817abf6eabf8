"""Tables from data: sorting by links, row menus, CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from hub.common.tables import Cell, Column, Row, RowAct, Sort, cell_text, csv_lines, heads, plain_cell, read_sort

COLUMNS = (
    Column("title", "Title", sortable=True),
    Column("state", "State"),
    Column("price", "Price", numeric=True, sortable=True, newest_first=True),
)
DEFAULT = Sort("title")


def draw(rows: list[Row], **props: object) -> str:
    given = {"heads": heads(COLUMNS, DEFAULT, QueryDict()), "rows": rows, "csv": "", **props}
    source = '{% load ui %}{% ui "data_table" id="t" caption="Things" heads=heads rows=rows csv_url=csv %}'
    return Template(source).render(Context(given))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("price", Sort("price")),
        ("-price", Sort("price", descending=True)),
        (None, DEFAULT),
        ("", DEFAULT),
        ("state", DEFAULT),
        ("--price", DEFAULT),
        ("password", DEFAULT),
    ],
)
def test_only_columns_that_offer_it_are_sorted_by(asked: str | None, expected: Sort) -> None:
    assert read_sort(asked, COLUMNS, DEFAULT) == expected


def test_heads_keep_the_query_start_at_the_first_page_and_turn_the_order_round() -> None:
    query = QueryDict("q=dry&a=1&a=2&before=xyz&page=3&sort=title")
    title, state, price = heads(COLUMNS, DEFAULT, query)
    assert (title.url, title.state) == ("?q=dry&a=1&a=2&sort=-title", "ascending")
    assert (state.url, state.state) == ("", "")
    assert (price.url, price.look) == ("?q=dry&a=1&a=2&sort=-price", "r")
    assert heads(COLUMNS, Sort("price", descending=True), query)[2].url.endswith("sort=price")


def test_the_table_says_its_order_and_labels_each_cell() -> None:
    drawn = draw([Row((Cell("<A>", "/a/"), Cell("Open", tone="ok"), "CNY 5"))])
    assert 'aria-sort="ascending"' in drawn
    assert "&lt;A&gt;" in drawn
    assert 'data-label="State"' in drawn
    assert 'class="tag ok"' in drawn
    assert "popover" not in drawn


def test_the_menu_of_a_row_posts_with_the_check_value_and_says_whose_it_is() -> None:
    acts = (RowAct("Open", "/a/"), RowAct("Withdraw", "/w/", post=True, danger=True))
    context = Context(
        {"heads": heads(COLUMNS, DEFAULT, QueryDict()), "rows": [Row(("A", "b", "c"), acts)], "csrf_token": "tok"}
    )
    drawn = Template('{% load ui %}{% ui "data_table" id="t" caption="c" heads=heads rows=rows %}').render(context)
    assert 'aria-label="Acts for A"' in drawn
    assert 'popovertarget="t-acts-1"' in drawn
    assert '<form method="post" action="/w/"><input type="hidden" name="csrfmiddlewaretoken" value="tok">' in drawn


def test_an_empty_table_says_so_and_offers_no_download() -> None:
    drawn = draw([], csv="/x.csv")
    assert "No rows" in drawn
    assert "x.csv" not in drawn
    assert 'href="/x.csv"' in draw([Row(("A", "b", "c"))], csv="/x.csv")


def test_a_row_with_too_few_cells_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        draw([Row(("A",))])


def test_csv_is_written_line_by_line_for_spreadsheets_and_no_text_runs_as_a_formula() -> None:
    rows: list[tuple[object, ...]] = [
        ("=HYPERLINK(1)", "+1", Decimal("-3.50")),
        ("电池, “dry”", None, 5),
        (date(2026, 3, 1), datetime(2026, 3, 1, 8, tzinfo=UTC), "@x"),
    ]
    taken: list[int] = []

    def counted() -> Iterator[tuple[object, ...]]:
        for number, row in enumerate(rows):
            taken.append(number)
            yield row

    lines = csv_lines((column.label for column in COLUMNS), counted())
    assert taken == []
    body = "".join(lines)
    assert body.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(body.removeprefix("\ufeff")))) == [
        ["Title", "State", "Price"],
        ["'=HYPERLINK(1)", "'+1", "-3.50"],
        ["电池, “dry”", "", "5"],
        ["2026-03-01", "2026-03-01T08:00:00+00:00", "'@x"],
    ]


@given(st.text("'=+-@\t\ra", max_size=6))
def test_a_cell_is_read_back_as_it_was_and_never_begins_as_a_formula(text: str) -> None:
    written = str(plain_cell(text))
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell_text(written) == text
