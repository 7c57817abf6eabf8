"""The search page: works by address alone, in both languages, and withstands nonsense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from search.asked import Asked
from search.catalogue import CatalogueView, build_page
from search.registry import entries
from tests.search.conftest import DAY, Put, Shelf

pytestmark = pytest.mark.django_db
URL = "/en/search/"


@pytest.fixture(autouse=True)
def alone(shelf: Shelf) -> Iterator[None]:
    """Show only this test's kind of thing, whatever the other apps declare."""
    others = {name: entry for name, entry in entries._entries.items() if entry is not shelf}
    for name in others:
        del entries._entries[name]
    yield
    entries._entries.update(others)


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_results_in_words_with_marks_and_filters(client: Client, put: Put) -> None:
    put("a", title_en="Solid battery", body_en="A battery cell.", facets={"colour": ["red"]})
    put("b", title_en="Battery case", facets={"colour": ["blue"]})
    page = text_of(client, f"{URL}?q=battery")
    assert "2 results for “battery”" in page
    assert "Solid <mark>battery</mark>" in page
    assert 'name="colour" value="red"' in page
    assert '<input type="hidden" name="q" value="battery">' in page
    assert "1–2 of 2" in page
    assert "noindex" in page


def test_chinese_page(client: Client, put: Put) -> None:
    put("a", title_zh="固态电池")
    page = text_of(client, "/zh-hans/search/?q=%E9%9B%BB%E6%B1%A0")
    assert "固态<mark>电池</mark>" in page
    assert 'lang="zh-Hans"' in page


def test_active_filters_can_be_removed_one_by_one(client: Client, put: Put) -> None:
    put("a", title_en="Battery", facets={"colour": ["red"], "size": ["s"]})
    page = text_of(client, f"{URL}?q=battery&colour=red&colour=blue&size=s")
    assert "1 result for" in page
    assert 'href="/en/search/?q=battery&amp;colour=blue&amp;size=s"' in page
    assert 'href="/en/search/?q=battery"' in page


def test_without_hits_the_filter_that_frees_the_most_is_offered_first(client: Client, put: Put) -> None:
    for name, colour, size in (("a", "red", "s"), ("b", "blue", "l"), ("c", "blue", "l")):
        put(name, title_en="Battery", facets={"colour": [colour], "size": [size]})
    page = text_of(client, f"{URL}?q=battery&colour=red&size=l")
    assert "No entry fits all filters" in page
    assert page.index("Drop “Colour” (2 results)") < page.index("Drop “Size” (1 result)")
    assert 'href="/en/search/?q=battery&amp;size=l"' in page


@pytest.mark.parametrize(
    ("query", "words"),
    [("q=nothing-like-it", "Nothing found"), ("q=the", "Nothing to look for"), ("", "Nothing here yet")],
)
def test_an_empty_page_says_why(client: Client, query: str, words: str) -> None:
    assert words in text_of(client, f"{URL}?{query}")


@pytest.mark.parametrize(
    "query",
    [
        "page=abc",
        "page=-1",
        "page=0",
        "page=99999999999999999999",
        "page=%EF%BC%92",
        "page=",
        "unknown=1&colour=&colour=nonsense",
        "type=nonsense&type=",
        "sort=nonsense",
        "since=nonsense",
        "since=0001-01-01T00:00:00Z",
        "since=9999-12-31T23:59:59Z",
        "q=%00%01&colour=%00",
        "q=" + "battery+" * 1300,
        "q=" + "%E7%94%B5" * 3000,
        "q=%22AND+%28title%3A*+%5B+%2F.*%2F",
        "q=a&q=b",
        "q=%F0%9F%94%8B",
        "q=%ff%fe",
        "colour=" + "x" * 9000,
        "&".join(f"colour=v{n}" for n in range(200)),
    ],
)
def test_nonsense_gives_a_page(client: Client, put: Put, query: str) -> None:
    put("a", title_en="Battery", facets={"colour": ["red"]})
    assert "</html>" in text_of(client, f"{URL}?{query}")


def test_what_is_typed_is_never_markup(client: Client, put: Put) -> None:
    page = text_of(client, f"{URL}?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page


def test_pages_follow_each_other(client: Client, put: Put) -> None:
    for number in range(21):
        put(f"n{number}", title_en="Battery", sort_at=DAY + timedelta(days=number), facets={"colour": ["red"]})
    first = text_of(client, f"{URL}?q=battery&colour=red&sort=newest")
    assert 'rel="next" href="/en/search/?q=battery&amp;colour=red&amp;sort=newest&amp;page=2"' in first
    assert 'rel="prev"' not in first
    second = text_of(client, f"{URL}?q=battery&colour=red&sort=newest&page=2")
    assert "21–21 of 21" in second
    assert 'rel="prev" href="/en/search/?q=battery&amp;colour=red&amp;sort=newest"' in second
    assert 'rel="next"' not in second


def test_it_only_reads(client: Client) -> None:
    assert client.post(URL).status_code == 405
    assert client.head(URL).status_code == 200


def test_a_catalogue_fixes_its_type_and_keeps_it_out_of_the_address(put: Put, rf: RequestFactory) -> None:
    put("a", title_en="Battery", facets={"colour": ["red"]})

    class Things(CatalogueView):
        types = ("test-thing",)
        heading = "Things"

        def count_words(self, total: int, text: str) -> str:
            return f"{total} things about {text}"

    request: Any = rf.get("/en/things/?q=battery&colour=red&type=other")
    request.user = AnonymousUser()
    page = build_page(request, types=Things.types, count_words=Things().count_words)
    assert page.count_text == "1 things about battery"
    assert page.rail.chips == [("Red", "/en/things/?q=battery")]
    assert [group["name"] for group in page.rail.groups] == ["colour"]
    assert page.asked.url("/en/things/") == "/en/things/?q=battery&colour=red"
    assert Things.as_view()(request).status_code == 200


def test_private_things_are_found_by_their_audience_alone(put: Put, rf: RequestFactory) -> None:
    put("ours", title_en="Battery", audiences=("org:7",))
    request: Any = rf.get("/en/things/?q=battery")
    request.user = AnonymousUser()
    assert build_page(request).results.total == 0
    request.audiences = frozenset({"public", "org:7"})
    assert build_page(request).results.total == 1


def test_an_address_is_taken_apart_and_put_together(rf: RequestFactory, shelf: Shelf) -> None:
    request = rf.get("/s/?q=%20a%20%20b%20&type=test-thing&colour=red&colour=red&colour=odd&page=3&sort=newest&x=y")
    asked = Asked.read(request.GET)
    assert (asked.text, asked.types, asked.facets, asked.page) == ("a b", ("test-thing",), {"colour": ("red",)}, 3)
    assert asked.url("/s/", 2) == "/s/?q=a+b&type=test-thing&colour=red&sort=newest&page=2"
    assert asked.without("type").types == ()
    assert asked.unfiltered().url("/s/") == "/s/?q=a+b&sort=newest"
