"""Another spelling is offered from public titles: slips of the finger in English, same sounds in Chinese."""

from __future__ import annotations

import pytest
from django.test import Client

from search.engines import get_engine
from search.engines.base import Engine, IndexedDocument, NearQuery
from search.models import SearchDocument
from search.sounds import sounds_of
from search.spelling import meant
from tests.search.conftest import DAY, Put

pytestmark = pytest.mark.django_db
TITLES = {
    "a": {"title_en": "Graphene battery electrodes", "title_zh": "石墨烯电池标准"},
    "b": {"title_en": "Electrodes of lithium batteries", "title_zh": "电磁兼容试验"},
    "mine": {"title_en": "Unobtainium", "title_zh": "绝密配方"},
}


@pytest.fixture
def filled(engine: Engine) -> Engine:
    rows = []
    for number, (key, texts) in enumerate(TITLES.items()):
        audiences = ["org:1"] if key == "mine" else ["public"]
        rows.append(
            SearchDocument(
                key=key,
                type="t",
                object_id=number,
                audiences=audiences,
                sort_at=DAY,
                updated_at=DAY,
                appeared_at=DAY,
                **texts,
            )
        )
    SearchDocument.objects.bulk_create(rows)
    engine.rebuild(map(IndexedDocument.of, rows))
    return engine


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("grapene", "graphene"),
        ("Grahpene batery", "graphene battery"),
        ("electrods", ""),
        ("graphene", ""),
        ("xyzzy", ""),
        ("bat", ""),
        ("unobtanium", ""),
        ("电磁兼荣", "电磁兼容"),
        ("石磨烯", "石墨烯"),
        ("電磁兼榮 grapene", "电磁兼容 graphene"),
        ("石墨烯", ""),
        ("绝密陪方", ""),
        ("水果", ""),
        ("", ""),
        ("*" * 300, ""),
    ],
)
def test_what_was_meant(filled: Engine, text: str, better: str) -> None:
    assert meant(text) == better


def test_sounds_are_pairs_of_syllables() -> None:
    assert sounds_of("电池标 GB") == ["dianchi", "chibiao"]


def test_both_engines_know_only_public_words(filled: Engine) -> None:
    assert filled.near(NearQuery("title", ("unobtainium",), 1, 9)) == []
    assert set(filled.near(NearQuery("title", ("electrod",), 1, 9))) == {"a", "b"}


def test_the_page_offers_it_only_where_little_was_found(client: Client, put: Put) -> None:
    for number in range(4):
        put(f"g{number}", title_en=f"Graphene sample {number}")
    page = client.get("/en/search/", {"q": "graphine", "sort": "newest"}).content.decode()
    assert 'Did you mean <a href="/en/search/?q=graphene&amp;sort=newest">graphene</a>?' in page
    assert "Did you mean" not in client.get("/en/search/", {"q": "graphene"}).content.decode()
    chinese = client.get("/zh-hans/search/", {"q": "graphine"}).content.decode()
    assert '您要找的是不是<a href="/zh-hans/search/?q=graphene"><span lang="en">graphene</span></a>？' in chinese
    assert get_engine("embedded").is_ready()
