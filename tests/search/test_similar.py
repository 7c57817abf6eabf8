"""What is like a thing: the same on both engines, across languages, by shared facts first, each with its reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import translation

from search.engines.base import Engine
from search.registry import Document, Tie
from search.services import unindex
from search.similar import asking
from search.similar.asking import Near, similar
from tests.search.conftest import DAY, Put, Shelf
from tests.search.test_queries import closed_port

pytestmark = pytest.mark.django_db
PUBLIC = frozenset({"public"})
TEXTS = {
    "own": {
        "title_en": "Dry electrode coating line",
        "title_zh": "干法电极涂布生产线",
        "body_en": "Thick cathodes without solvent.",
        "body_zh": "无溶剂制造厚正极。",
    },
    "near": {
        "title_en": "Inspection of dry electrode coating",
        "title_zh": "干法电极涂层检验",
        "body_en": "By camera.",
    },
    "far": {"title_en": "Edible oil probe", "title_zh": "食用油探头", "body_en": "Optical scattering of drops."},
    "farther": {"title_en": "Corridor weather data", "title_zh": "航路气象数据", "body_en": "For small aircraft."},
}


@pytest.fixture
def things(put: Put, shelf: Shelf) -> dict[str, Group]:
    shelf.near = ("test-thing",)
    return {name: put(name, **texts) for name, texts in TEXTS.items()}


def near(obj: Group, language: str = "en", audiences: frozenset[str] = PUBLIC) -> list[Near]:
    with translation.override(language):
        return similar(obj, user=AnonymousUser(), audiences=audiences, language=language)


def test_what_shares_words_is_near_and_says_which(engine: Engine, things: dict[str, Group]) -> None:
    assert [(n.title, n.why, n.kind) for n in near(things["own"])] == [
        ("Inspection of dry electrode coating", "Shares: dry electrode coating", "")
    ]
    (chinese,) = near(things["own"], "zh-hans")
    assert chinese.title == "干法电极涂层检验"
    assert "电极" in chinese.why
    assert near(things["far"]) == []


def test_a_fact_comes_before_all_words(engine: Engine, things: dict[str, Group], put: Put, shelf: Shelf) -> None:
    put("tied", title_en="Wafer saw", names="H01M 4/04")
    shelf.ties = lambda obj: [Tie("ipc", "Same class", tokens=("h01m",), weight=1)]  # type: ignore[method-assign]
    assert [(n.title, str(n.why)) for n in near(things["own"])] == [
        ("Wafer saw", "Same class"),
        ("Inspection of dry electrode coating", "Shares: dry electrode coating"),
    ]


def test_what_exists_in_the_other_language_only_is_near_too(engine: Engine, put: Put, shelf: Shelf) -> None:
    shelf.near = ("test-thing",)
    own = put("own", title_en="Lithium battery safety", body_en="Fire tests of batteries.")
    put("zh", title_zh="锂电池安全", body_zh="电池着火试验。")
    put("other", title_zh="食用油探头", body_zh="光学散射。")
    for number, title in enumerate(("航路气象数据", "桥梁检测", "纺织纤维", "语音接口")):
        put(f"zh{number}", title_zh=title, body_zh=f"{title}说明。")
    (found,) = near(own)
    assert (found.title, found.lang) == ("锂电池安全", "zh-Hans")
    assert "锂电池" in found.why


def test_only_what_the_reader_may_see_is_near_and_hidden_words_are_no_reason(
    engine: Engine, things: dict[str, Group], put: Put, shelf: Shelf
) -> None:
    before = near(things["own"])
    secret = {**TEXTS["own"], "title_en": "Zanzibarium for a dry electrode coating line"}
    put("ours", audiences=("org:7",), **secret)
    hidden = put("hidden", title_en="Dry electrode coating line")
    shelf.hidden.add(hidden.name)
    assert near(things["own"]) == before
    assert "Zanzibarium" in str(near(things["own"], audiences=PUBLIC | {"org:7"}))


def test_what_nobody_finds_has_nothing_near(engine: Engine, things: dict[str, Group], shelf: Shelf) -> None:
    del shelf.texts[things["own"].pk]
    assert near(things["own"]) == []
    shelf.texts[things["far"].pk] = Document(source_lang="en", sort_at=DAY, audiences=PUBLIC, **TEXTS["own"])
    unindex(things["far"])
    assert shelf.near
    shelf.near = ()
    assert near(things["near"]) == []


@pytest.mark.parametrize("count", [1, 20])
def test_it_costs_two_queries(put: Put, shelf: Shelf, django_assert_num_queries: Any, count: int) -> None:
    shelf.near = ("test-thing",)
    own = put("own", title_en="Battery housing")
    for number in range(count):
        put(f"n{number}", title_en="Battery housing of steel")
    for number in range(3 * count):
        put(f"far{number}", title_en=f"Juice press {number}")
    with django_assert_num_queries(2):
        assert len(near(own)) == min(count, asking.SHOWN)


def test_while_elasticsearch_is_silent_the_copy_answers(things: dict[str, Group], settings: Any) -> None:
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{closed_port()}"
    assert len(near(things["own"])) == 1


def test_without_any_index_nothing_is_shown(things: dict[str, Group], settings: Any, tmp_path: Any) -> None:
    settings.HUB_SEARCH_INDEX_DIR = tmp_path / "another"
    assert near(things["own"]) == []
