"""What is offered while somebody types: public titles, numbers and initials, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from search.engines.base import BegunQuery, Engine, IndexedDocument
from search.models import SearchDocument
from search.starting import initials, initials_tokens, parse_beginning
from tests.search.conftest import Put, Shelf

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 1, tzinfo=UTC)
URL = "/en/search/suggestions/"


def row(key: str, kind: str = "t", audiences: tuple[str, ...] = ("public",), **texts: str) -> IndexedDocument:
    made = SearchDocument(
        key=key, type=kind, object_id=0, audiences=list(audiences), sort_at=DAY, appeared_at=DAY, **texts
    )
    return IndexedDocument.of(made)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    engine.rebuild(
        [
            row("gbt", "standard", title_en="Dry battery electrodes", title_zh="干法电极", names="GB/T 19771-2005"),
            row("org", "organisation", title_en="Qinghe Energy", title_zh="清河能源科技"),
            row("wlan", title_en="Radio link to IEEE 802.11 and 80211"),
            row("dots", title_en="Part 802a11 of a lock"),
            row("end", title_en="Test of batteries"),
            row("mine", audiences=("org:1",), title_en="Battery secret"),
        ]
    )
    return engine


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("bat", ["end", "gbt"]),
        ("Batterie", ["end", "gbt"]),
        ("test of", ["end"]),
        ("dry bat", ["gbt"]),
        ("gb/t197", ["gbt"]),
        ("GB 19771", ["gbt"]),
        ("gbt 19771", ["gbt"]),
        ("干法", ["gbt"]),
        ("電極", ["gbt"]),
        ("qhn", ["org"]),
        ("QHNY", ["org"]),
        ("qing", ["org"]),
        ("secret", []),
        ("bat(", ["end", "gbt"]),
        ("802.1", ["wlan"]),
        ("zzz", []),
    ],
)
def test_beginnings_find_titles_numbers_and_initials(filled: Engine, typed: str, keys: list[str]) -> None:
    assert sorted(filled.begun(BegunQuery(parse_beginning(typed)))) == sorted(keys)


def test_what_begins_so_stands_before_what_only_holds_it_and_types_filter(filled: Engine) -> None:
    assert filled.begun(BegunQuery(parse_beginning("dry")))[0] == "gbt"
    assert filled.begun(BegunQuery(parse_beginning("bat"), types=("standard",))) == ["gbt"]


def test_initials_are_those_of_the_syllables() -> None:
    assert initials("清河能源（北京）") == "qhnybj"
    assert initials("Qinghe") == ""
    assert initials_tokens("清河能源")[0] == "qhn"


def test_the_list_shows_the_readers_titles_and_only_public_ones(client: Client, put: Put, shelf: Shelf) -> None:
    put("a", title_en="Solid <battery>", title_zh="固态电池")
    put("b", title_en="Battery secret", audiences=("org:1",))
    hidden = put("c", title_en="Battery withdrawn")
    shelf.hidden.add(hidden.name)
    page = client.get(URL, {"q": "batt"})
    assert page.headers["Cache-Control"] == "public, max-age=60"
    text = page.content.decode()
    assert "Solid &lt;battery&gt;" in text
    assert "secret" not in text
    assert "withdrawn" not in text
    chinese = client.get("/zh-hans/search/suggestions/", {"q": "固态"}).content.decode()
    assert "<mark>固态</mark>电池" in chinese


@pytest.mark.parametrize("typed", ["", " ", "\x00", "%", "*" * 600, "\ud800".encode("utf-8", "replace").decode()])
def test_nonsense_offers_nothing(client: Client, put: Put, typed: str) -> None:
    put("a", title_en="Battery")
    answer = client.get(URL, {"q": typed})
    assert answer.status_code == 200
    assert b"<li" not in answer.content
