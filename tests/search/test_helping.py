"""What helps when next to nothing is found, and that it counts only what the reader may find."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from search.asked import Asked
from search.engines.base import Engine
from search.helping import help_for
from tests.search.conftest import Put

pytestmark = pytest.mark.django_db
URL = "/en/search/"
PUBLIC = frozenset({"public"})


def text_of(query: str, url: str = URL) -> str:
    return re.sub(r"\s+", " ", Client().get(f"{url}?{query}").content.decode())


def test_words_that_nothing_holds_are_named_and_can_be_left_out(engine: Engine, put: Put) -> None:
    put("a", title_en="Battery case")
    found = help_for(Asked(text="Battery zyzzyva qwxyz case"), PUBLIC, URL, 1)
    assert found.unknown == ("zyzzyva", "qwxyz")
    assert found.shorter is not None
    assert (found.shorter.text, found.shorter.total) == ("battery case", 1)
    assert found.shorter.url == "/en/search/?q=battery+case"
    page = text_of("q=battery+zyzzyva")
    assert "<q>zyzzyva</q>" in page
    assert "alone (1 result)" in page


def test_a_single_word_a_number_and_common_words_are_not_named(put: Put) -> None:
    put("a", title_en="Battery", names="GB/T 19771-2005")
    for text in ("zyzzyva", "GB/T 99999-2005", "the zyzzyva"):
        assert help_for(Asked(text=text), PUBLIC, URL, 0).unknown == ()


def test_translations_that_are_left_out_can_be_taken_in(put: Put) -> None:
    put("a", title_zh="固态电池")
    page = text_of("q=battery&translated=no")
    assert "Take in what is found through translation (1 result)" in page
    assert 'href="/en/search/?q=battery"' in page
    assert "Take in what is found" not in text_of("q=zyzzyva&translated=no")


def test_a_catalogue_leads_to_the_whole_search(put: Put) -> None:
    put("a", title_en="Battery")
    page = text_of("q=battery", "/en/technology/")
    assert "Search in everything (1 result)" in page
    assert 'href="/en/search/?q=battery"' in page
    assert "Search in everything" not in text_of("q=battery")
    assert "Search in everything" not in text_of("q=zyzzyva", "/en/technology/")


def test_what_others_may_find_is_neither_counted_nor_known(put: Put) -> None:
    put("open", title_en="Battery")
    put("ours", title_en="Battery zyzzyva", title_zh="固态锂电池", audiences=("org:7",))
    asked = Asked(text="battery zyzzyva")
    found = help_for(asked, PUBLIC, URL, 1)
    assert found.unknown == ("zyzzyva",)
    assert found.shorter is not None
    assert found.shorter.total == 1
    theirs = help_for(asked, frozenset({"public", "org:7"}), URL, 2)
    assert theirs.unknown == ()
    page = text_of("q=zyzzyva", "/en/technology/")
    assert "Search in everything" not in page


def test_ways_to_people_are_real_pages(put: Put, client: Client) -> None:
    page = text_of("q=zyzzyva")
    way = re.search(r'<a href="([^"]+)">Ask the people of the association', page)
    assert way is not None
    assert client.get(way[1]).status_code == 200


def test_it_is_not_there_when_enough_is_found(put: Put, django_assert_num_queries: Any) -> None:
    for name in "abc":
        put(name, title_en="Battery")
    assert "results-help" not in text_of("q=battery+zyzzyva")
    assert "results-help" not in text_of("q=the")
    assert "results-help" not in text_of("")
    with django_assert_num_queries(0):
        assert help_for(Asked(text="battery zyzzyva"), PUBLIC, URL, 3).shorter
