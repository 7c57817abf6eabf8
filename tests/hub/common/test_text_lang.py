"""Texts, names and sentences say their language: the mark for the eye is for texts, not for names."""

from __future__ import annotations

import pytest
from django.utils import translation

from hub.common.templatetags.text_lang import in_its_language, name_in_its_language, with_names

HAN = '<span class="name" lang="zh-Hans">林悦</span>'


@pytest.mark.parametrize(
    ("language", "text", "drawn"),
    [
        ("en", "林悦 asks to join <Hanze>", f"{HAN} asks to join &lt;Hanze&gt;"),
        ("en", "You are a member", "You are a member"),
        ("zh-hans", "林悦申请加入 Hanze", "林悦申请加入 Hanze"),
        ("zh-hans", "Hanze", '<span lang="en">Hanze</span>'),
    ],
)
def test_names_within_a_sentence_are_marked_and_the_sentence_is_not(language: str, text: str, drawn: str) -> None:
    with translation.override(language):
        assert str(with_names(text)) == drawn


def test_a_name_says_its_language_without_the_mark_for_the_eye() -> None:
    with translation.override("en"):
        assert name_in_its_language("林悦") == HAN
        assert in_its_language("林悦") == '<span lang="zh-Hans">林悦</span>'
        assert name_in_its_language("Ada") == "Ada"
