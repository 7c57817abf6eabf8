"""Tables become lists on phones: what each cell is called, and that it stays a table for screen readers."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template

from hub.common.components.stacking import stacked


def drawn(rows: str) -> str:
    heads = ("When", "R&amp;D <b>cost</b>", '<span class="vh">Act</span>')
    head = "".join(f'<th scope="col" class="x">{words}</th>' for words in heads)
    return stacked(f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>")


def labels(rows: str) -> list[str]:
    return re.findall(r'data-label="([^"]*)"', drawn(rows))


def test_each_cell_says_the_head_of_its_column_and_nothing_for_a_hidden_one() -> None:
    assert labels("<tr><td>1</td><td class='r'>2</td><td>x</td></tr>" * 2) == ["When", "R&amp;D cost"] * 2


def test_heads_of_rows_and_wide_cells_have_no_label_and_keep_the_count() -> None:
    assert labels('<tr><th scope="row">a</th><td>2</td></tr>') == ["R&amp;D cost"]
    assert labels('<tr><td colspan="2">nothing</td><td>x</td></tr>') == []
    assert labels('<tr><td data-label="Own">1</td></tr>') == ["Own"]


def test_roles_keep_it_a_table() -> None:
    roles = re.findall(r'<(\w+)[^>]* role="(\w+)"', drawn('<tr><th scope="row">a</th><td>2</td></tr>'))
    head = [("thead", "rowgroup"), ("tr", "row"), *[("th", "columnheader")] * 3]
    assert roles == [*head, ("tbody", "rowgroup"), ("tr", "row"), ("th", "rowheader"), ("td", "cell")]


@pytest.mark.parametrize("text", ["<td>not a cell</td>", 'x" onclick="y'])
def test_what_cells_say_is_not_touched(text: str) -> None:
    rows = "<thead><tr><th scope='col'>{{ t }}</th></tr></thead><tbody><tr><td>{{ t }}</td></tr></tbody>"
    table = "{% load ui %}{% uiblock 'table' caption='c' %}" + rows + "{% enduiblock %}"
    page = Template(table).render(Context({"t": text}))
    assert page.count('role="cell"') == 1
    assert 'onclick="y' not in page
