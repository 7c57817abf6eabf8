"""Differences between versions: nothing lost, nothing invented, readable in both languages."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hub.common import diffs
from hub.common.diffs import Piece, changes, compare, shorten

TEXT = st.text(alphabet="ab 电池,。\n", max_size=60)


@given(TEXT, TEXT)
def test_the_pieces_give_back_both_texts(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "removed") == after


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a dry line", "a wet line", [("same", "a "), ("removed", "dry"), ("added", "wet"), ("same", " line")]),
        ("厚电极涂布", "厚电极干法涂布", [("same", "厚电极"), ("added", "干法"), ("same", "涂布")]),
        ("3 days", "", [("removed", "3 days")]),
        ("same", "same", [("same", "same")]),
    ],
)
def test_words_and_characters_are_compared(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert [(p.kind, p.text) for p in compare(before, after)] == expected


def test_huge_texts_are_compared_by_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diffs, "MOST_PAIRS", 10)
    assert [p.kind for p in compare("one two three\nfour", "one two three\nfive")] == ["same", "removed", "added"]


def test_long_unchanged_runs_are_shortened_to_their_ends() -> None:
    middle = Piece("same", "x" * 500)
    kinds = [p.kind for p in shorten([Piece("added", "a"), middle, Piece("removed", "b")])]
    assert kinds == ["added", "same", "left-out", "same", "removed"]
    assert [p.kind for p in shorten([middle, Piece("added", "a")])] == ["left-out", "same", "added"]


def test_only_fields_that_differ_are_changes_and_carry_their_language() -> None:
    before = {"title_en": "Line", "title_zh": "产线", "trl": None, "price": 5}
    after = {"title_en": "Line", "title_zh": "生产线", "trl": "", "price": 6}
    found = changes(before, after, {"title_en": "English", "title_zh": "Chinese", "trl": "TRL", "price": "Price"})
    assert [(c.label, c.lang) for c in found] == [("Chinese", "zh-Hans"), ("Price", "")]


def test_the_component_escapes_and_says_what_happened() -> None:
    rows = changes({"t": "a <b>"}, {"t": "a <i>"}, {"t": "Title"})
    drawn = Template('{% load ui %}{% ui "diff" rows=rows %}').render(Context({"rows": rows}))
    assert "&lt;" in drawn
    assert "<b>" not in drawn
    assert '<ins><span class="vh">put in: </span>i' in drawn
    with translation.override("zh-hans"):
        assert "两个版本之间没有变化" in Template('{% load ui %}{% ui "diff" rows=rows %}').render(
            Context({"rows": []})
        )
