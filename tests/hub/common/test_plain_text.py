"""Text that every later reader can hold."""

from __future__ import annotations

import pytest
from django import forms

from hub.common.plain_text import PlainCharField, plain_line, plain_text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\x00b\x1fc\x7fd\x9fe\ud800f\ufffeg\uffffh", "abcdefgh"),
        ("\tТекст，电池 🔋\n", "\tТекст，电池 🔋\n"),
    ],
)
def test_control_characters_are_dropped_and_words_are_left(text: str, kept: str) -> None:
    assert plain_text(text) == kept


def test_a_line_has_no_breaks() -> None:
    assert plain_line(" Dry\x0b\nelectrodes\t ") == "Dry electrodes"


def test_a_field_keeps_breaks_where_it_shows_lines() -> None:
    assert PlainCharField().clean("a\x0bb") == "a b"
    assert PlainCharField(widget=forms.Textarea).clean("a\x0bb") == "a\nb"
    assert PlainCharField(max_length=2).clean("a\x00b") == "ab"
