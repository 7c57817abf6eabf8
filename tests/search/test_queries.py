"""Finding as a person: what they may see, in their language, at a constant cost."""

from __future__ import annotations

import socket
import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from search import rebuilding
from search.engines import breaker, elastic_writing
from search.engines.base import Engine
from search.queries import Results, count_without, find
from search.services import rebuild, unindex
from tests.search.conftest import DAY, Put, Shelf

pytestmark = pytest.mark.django_db
PUBLIC = frozenset({"public"})


def search(text: str = "", **more: Any) -> Results:
    asked = {"user": AnonymousUser(), "audiences": PUBLIC, "language": "en", "types": ("test-thing",), **more}
    return find(text=text, **asked)


def names(results: Results) -> list[str]:
    return [hit.obj.name for hit in results.hits]


def test_a_hit_is_shown_in_the_readers_language_with_its_marks(put: Put) -> None:
    put("a", title_en="Solid battery", title_zh="固态电池", body_en="A battery.", body_zh="一种电池。")
    put("b", title_zh="电池隔膜", body_zh="隔膜说明。", sort_at=DAY - timedelta(days=1))
    english, chinese = search("battery 电池"), search("battery 电池", language="zh-hans")
    first = english.hits[0]
    assert (first.title_html, first.snippet_html, first.lang) == (
        "Solid <mark>battery</mark>",
        "A <mark>battery</mark>.",
        "en",
    )
    assert first.url == f"/things/{first.obj.pk}/"
    assert chinese.hits[0].title_html == "固态<mark>电池</mark>"
    assert chinese.hits[0].lang == "zh-Hans"
    assert (english.hits[1].title_html, english.hits[1].lang) == ("<mark>电池</mark>隔膜", "zh-Hans")


def test_the_snippet_comes_from_the_language_that_answers(put: Put) -> None:
    put("a", title_en="Thing", body_en="Nothing of it.", body_zh="含有石墨烯。")
    hit = search("石墨烯").hits[0]
    assert (hit.snippet_html, hit.snippet_lang, hit.lang) == ("含有<mark>石墨烯</mark>。", "zh-Hans", "en")


def test_markup_in_a_text_stays_text(put: Put) -> None:
    put("a", title_en="<script>battery</script>", body_en="<img src=x> battery")
    hit = search("battery").hits[0]
    assert "<script>" not in hit.title_html
    assert "<img" not in hit.snippet_html


def test_only_the_audience_finds(engine: Engine, put: Put) -> None:
    put("open", title_en="Battery")
    put("ours", title_en="Battery", audiences=("org:7",), facets={"colour": ["red"]})
    assert names(search("battery")) == ["open"]
    assert search("battery").facets["colour"] == {}
    assert sorted(names(search("battery", audiences=frozenset({"public", "org:7"})))) == ["open", "ours"]


def test_what_the_gate_withholds_is_dropped_though_the_engine_found_it(engine: Engine, put: Put, shelf: Shelf) -> None:
    put("open", title_en="Battery")
    put("hidden", title_en="Battery")
    shelf.hidden.add("hidden")
    results = search("battery")
    assert (names(results), results.total) == (["open"], 1)


def test_a_row_withdrawn_a_moment_ago_is_dropped_before_the_engine_knows(put: Put) -> None:
    group = put("a", title_en="Battery")
    with transaction.atomic():
        unindex(group)
    assert names(search("battery")) == []
    put("b", title_en="Battery").delete()
    assert names(search("battery")) == []


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_costs_two_queries(put: Put, django_assert_num_queries: Any, count: int) -> None:
    for number in range(count):
        put(f"n{number}", title_en="Battery", facets={"colour": ["red"]})
    with django_assert_num_queries(2):
        assert len(search("battery").hits) == count


def test_pages_and_what_lies_beyond(engine: Engine, put: Put) -> None:
    for number in range(5):
        put(f"n{number}", title_en="Battery", sort_at=DAY + timedelta(days=number))
    assert names(search(per_page=2)) == ["n4", "n3"]
    assert names(search(per_page=2, page=3)) == ["n0"]
    beyond = search(per_page=2, page=999_999)
    assert (names(beyond), beyond.page, beyond.pages, beyond.total) == (["n0"], 3, 3, 5)
    assert search(per_page=2, page=-4).page == 1
    assert search("nothing", page=7).page == 1


def test_filters_and_what_dropping_them_would_free(engine: Engine, put: Put) -> None:
    put("a", title_en="Battery", facets={"colour": ["red"], "size": ["s"]})
    put("b", title_en="Battery", facets={"colour": ["blue"], "size": ["l"]})
    put("c", title_en="Battery", facets={"colour": ["blue"], "size": ["l"]})
    assert names(search("battery", facets={"colour": ["red"]})) == ["a"]
    asked: dict[str, Any] = {"facets": {"colour": ["red"], "size": ["l"]}}
    assert search("battery", **asked).total == 0
    freed = count_without(text="battery", audiences=PUBLIC, types=("test-thing",), **asked)
    assert freed == {"type": 0, "colour": 2, "size": 1}


@pytest.mark.parametrize("text", ["the", "!!!", "\x00", "的" * 0 + "。"])
def test_a_text_without_a_word_finds_nothing_and_says_so(put: Put, text: str) -> None:
    put("a", title_en="the battery")
    results = search(text)
    assert results.only_common_words
    assert not results.hits
    assert count_without(text=text, audiences=PUBLIC, types=(), facets={}) == {}


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_when_elasticsearch_is_silent_the_embedded_index_answers_and_says_so(put: Put, settings: Any) -> None:
    put("a", title_en="Battery")
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{closed_port()}"
    results = search("battery")
    assert names(results) == ["a"]
    assert "copy on this server" in results.notice
    assert breaker.is_open("elasticsearch")
    assert names(search("battery")) == ["a"]


def test_a_change_while_elasticsearch_is_silent_waits_for_it(put: Put, settings: Any) -> None:
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{closed_port()}"
    put("a", title_en="Battery")
    states = dict(OutboxMessage.objects.values_list("kind", "state"))
    assert states == {"search.apply.elasticsearch": "pending", "search.apply.embedded": "done"}
    assert names(search("battery")) == ["a"]


@pytest.mark.elasticsearch
def test_elasticsearch_answers_again_once_it_is_back(
    elasticsearch: str, put: Put, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaker, "_seconds", 0.3)
    put("a", title_en="Battery")
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{closed_port()}"
    assert search("battery").notice
    settings.ELASTICSEARCH_URL = elasticsearch
    assert search("battery").notice  # left alone for a while
    time.sleep(0.35)
    results = search("battery")
    assert (names(results), results.notice) == (["a"], "")


@pytest.mark.elasticsearch
def test_a_missing_elasticsearch_index_is_built_by_a_worker(elasticsearch: str, put: Put, settings: Any) -> None:
    settings.ELASTICSEARCH_URL = ""
    put("a", title_en="Battery")
    settings.ELASTICSEARCH_URL = elasticsearch
    rebuilding._asked_for.clear()
    results = search("battery")
    assert names(results) == ["a"]
    assert "being built" in results.notice
    search("battery")
    assert OutboxMessage.objects.filter(kind="search.build").count() == 1
    drain("search")
    results = search("battery")
    assert (names(results), results.notice) == (["a"], "")


@pytest.mark.elasticsearch
def test_what_changes_while_elasticsearch_is_rebuilt_is_not_lost(
    elasticsearch: str, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change comes a moment before the alias moves to the new index, and is seen the moment after."""
    put("a", title_en="Battery")
    put("b", title_en="Battery")
    move = elastic_writing.move

    def change_then_move(*args: Any) -> list[str]:
        put("b", title_en="Accumulator")
        old = move(*args)
        assert names(search("accumulator")) == ["b"]
        return old

    monkeypatch.setattr(elastic_writing, "move", change_then_move)
    assert rebuild("elasticsearch") == 2
    assert names(search("accumulator")) == ["b"]
    assert names(search("battery")) == ["a"]
