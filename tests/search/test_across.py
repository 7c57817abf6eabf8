"""A question in one language finds what exists in the other only, below what holds its own words."""

from __future__ import annotations

import pytest
from django.test import Client

from search.engines.base import Engine, EngineQuery, IndexedDocument
from search.glossary.dictionary import dictionary
from search.glossary.pivot import groups_of_chinese, stems_of_chinese
from search.glossary.segments import cut
from search.highlight import highlight, meanings_of
from search.models import SearchDocument
from search.tokens import parse_query
from tests.search.conftest import DAY, Put

pytestmark = pytest.mark.django_db
TEXTS = {
    "zh": {"title_zh": "固态锂电池安全要求", "body_zh": "规定电池的着火试验。"},
    "en": {"title_en": "Safety of solid lithium batteries", "body_en": "Fire tests of cells."},
    "both": {"title_zh": "膜材料", "title_en": "Membrane materials"},
    "other": {"title_en": "Fruit juice", "body_en": "Sugar content."},
}


def row(key: str, **texts: str) -> SearchDocument:
    return SearchDocument(key=key, type="t", object_id=0, audiences=["public"], sort_at=DAY, appeared_at=DAY, **texts)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    engine.rebuild(IndexedDocument.of(row(key, **texts)) for key, texts in TEXTS.items())
    return engine


def ask(engine: Engine, text: str, *, across: bool = True) -> list[str]:
    query = EngineQuery(parse_query(text), frozenset({"public"}), across=across)
    return [hit.key for hit in engine.search(query).hits]


def test_words_are_cut_by_the_longest_that_is_known() -> None:
    assert [word for _at, word in cut("固态锂电池的安全要求", dictionary())] == ["固态", "锂电池", "安全", "要求"]


def test_glosses_are_stems_without_brackets_references_and_long_explanations() -> None:
    assert "graphen" in dictionary()["石墨烯"].split()
    assert stems_of_chinese("GB 锂电池")[0] == "gb"
    assert "cat" in dictionary()["猫"].split()
    assert {"cl", "coll", "dialect"}.isdisjoint(dictionary()["猫"].split())


def test_many_senses_of_a_word_do_not_count_more_than_one() -> None:
    for group in groups_of_chinese(["固态锂电池安全要求"]):
        assert group.weight * len(group.tokens) ** 0.5 == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "first", "then"),
    [
        ("固态锂电池安全", "zh", "en"),
        ("solid lithium battery safety", "en", "zh"),
        ("电池着火试验", "zh", "en"),
        ("battery fire test", "en", "zh"),
    ],
)
def test_both_languages_are_found_and_the_own_words_come_first(
    filled: Engine, text: str, first: str, then: str
) -> None:
    assert ask(filled, text) == [first, then]
    assert ask(filled, text, across=False) == [first]


def test_a_text_in_both_languages_is_found_by_its_own_words_only(filled: Engine) -> None:
    assert ask(filled, "膜") == ["both"]
    assert ask(filled, "film") == []


def test_the_words_that_mean_it_are_marked() -> None:
    chinese, english = meanings_of(parse_query("电池着火")), meanings_of(parse_query("battery fire"))
    assert highlight("Fire in <batteries>", chinese) == "<mark>Fire</mark> in &lt;<mark>batteries</mark>&gt;"
    assert "<mark>电池</mark>" in highlight("固态电池的要求", english)


def test_the_page_marks_such_hits_counts_them_and_can_leave_them_out(client: Client, put: Put) -> None:
    put("a", title_zh="固态电池", body_zh="电池说明。")
    put("b", title_en="Battery housing", body_en="Made of steel.")
    page = client.get("/en/search/", {"q": "battery"}).content.decode()
    assert page.index("Battery</mark> housing") < page.index("电池") < page.index("Found through translation")
    assert page.count("Found through translation") == 1
    assert "1 of them found through translation." in page
    assert "q=battery&amp;translated=no" in page
    without = client.get("/en/search/", {"q": "battery", "translated": "no"}).content.decode()
    assert "电池" not in without
    assert "left out" in without
    assert 'href="/en/search/?q=battery"' in without
    assert '<input type="hidden" name="translated" value="no"' in without


def test_a_text_in_both_languages_shows_the_readers_with_what_means_the_same_marked(client: Client, put: Put) -> None:
    put("a", title_zh="电池外壳", title_en="Battery housing", body_en="Steel for batteries.", body_zh="钢制电池外壳。")
    page = client.get("/en/search/", {"q": "电池"}).content.decode()
    assert "<mark>Battery</mark> housing" in page
    assert "Steel for <mark>batteries</mark>." in page
    assert "Found through translation" not in page
