"""Marks and snippets."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.highlight import SNIPPET, find_marks, highlight, snippet
from search.tokens import QueryTerms, parse_query


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("Dry electrode binders", "binder", "Dry electrode <mark>binders</mark>"),
        ("厚电极干法涂布", "干法", "厚电极<mark>干法</mark>涂布"),
        ("干法电极用助剂", "干法电极", "<mark>干法电极</mark>用助剂"),
        ("鋰電池標準", "电池", "鋰<mark>電池</mark>標準"),
        ("按 GB/T 19771-2005 测试", "gbt19771", "按 <mark>GB/T 19771-2005</mark> 测试"),
        ("按ＧＢ／Ｔ 19771—2005测试", "GB/T 19771-2005", "按<mark>ＧＢ／Ｔ 19771—2005</mark>测试"),
        ("US 10,123,456 B2 granted", "us10123456", "<mark>US 10,123,456 B2</mark> granted"),
        (
            "<script>alert(1)</script> & battery",
            "battery",
            "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark>battery</mark>",
        ),
        ("<b>battery", "b", "&lt;<mark>b</mark>&gt;battery"),
        ("Café", "cafe", "<mark>Café</mark>"),
        ("nothing here", "battery", "nothing here"),
        ("", "battery", ""),
    ],
)
def test_matching_words_are_marked_and_all_is_escaped(text: str, query: str, html: str) -> None:
    assert highlight(text, parse_query(query)) == html


def plain(html: str) -> str:
    return html.replace("<mark>", "").replace("</mark>", "")


def test_snippet_shows_the_place_that_answers_most() -> None:
    text = (
        "battery "
        + "filler words go on. " * 30
        + "A solid electrolyte battery separator. "
        + "More of it follows. " * 30
    )
    html = snippet(text, parse_query("solid electrolyte battery"))
    assert "<mark>solid</mark> <mark>electrolyte</mark> <mark>battery</mark>" in html
    assert html.startswith("…")
    assert html.endswith("…")
    assert len(plain(html)) <= SNIPPET


def test_snippet_of_chinese_keeps_to_its_length() -> None:
    text = "背景说明。" * 60 + "固态电池的安全要求。" + "其他内容。" * 60
    html = snippet(text, parse_query("固态电池"))
    assert "<mark>固态电池</mark>" in html
    assert len(plain(html)) <= SNIPPET


def test_snippet_without_a_match_is_the_beginning() -> None:
    html = snippet("One sentence. " * 40, parse_query("battery"))
    assert html.startswith("One sentence. One")
    assert html.endswith("…")
    assert snippet("Short.", parse_query("battery")) == "Short."


def test_snippet_escapes_before_it_marks() -> None:
    html = snippet("<img src=x onerror=alert(1)> battery", parse_query("battery img"))
    assert "<img" not in html
    assert "&lt;<mark>img</mark>" in html


@given(
    word=st.from_regex(r"[a-z]{1,3}([aeiou]|y|ies|ied|ing|ed|ly|'s)?[a-z']{0,4}", fullmatch=True),
    lead=st.sampled_from(["", "电池", "3.5"]),
)
@example(word="dying", lead="")
@example(word="skies", lead="")
@example(word="o'clock", lead="")
@example(word="aing", lead="")
def test_every_word_is_marked_by_its_stem(word: str, lead: str) -> None:
    terms = parse_query(word)
    for token in terms.words:
        assert [mark for mark in find_marks(f"{lead} {word}", QueryTerms(words=(token,))) if token in mark.tokens]


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("ﬁlm of batteries", "battery", "ﬁlm of <mark>batteries</mark>"),
        ("ﬁlm of 電池電池", "电池", "ﬁlm of <mark>電池電池</mark>"),
        ("soft\u00adware for a battery", "battery", "soft\u00adware for a <mark>battery</mark>"),
    ],
)
def test_marks_stand_right_behind_what_folds_to_more_or_to_nothing(text: str, query: str, html: str) -> None:
    assert highlight(text, parse_query(query)) == html
