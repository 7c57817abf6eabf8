"""Both engines give the same answers to the same questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from search.engines.base import Engine, EngineQuery, IndexedDocument, IndexMissingError
from search.models import SearchDocument
from search.tokens import analyse, parse_query
from tests.search.conftest import DAY

TEXTS = {
    "graphene": ("石墨烯电池标准", "石墨烯电池的安全要求与试验方法。", "blue"),
    "dry": ("Dry electrode production line", "Solvent-free coating of thick battery electrodes, roll-to-roll.", "red"),
    "solid": ("固态电解质隔膜", "用于动力电池，符合 GB/T 36276-2018。", "red"),
    "pki": ("Certificate profile", "Implements GB/T 19771-2005 and RFC 5280.", "blue"),
    "patent": ("Optical sensor", "Granted as US 10,123,456 B2, family WO2020/123456.", "green"),
    "wifi": ("Wi-Fi module", "An electrode is mentioned once in this text about radio.", "green"),
}


def made(
    key: str,
    title: str,
    body: str,
    *facets: str,
    audiences: tuple[str, ...] = ("public",),
    version: int = 1,
    day: int = 0,
) -> IndexedDocument:
    words = " ".join(analyse(title)), " ".join([*analyse(title), *analyse(body)])
    return IndexedDocument(key, version, *words, audiences, ("type=t", *facets), DAY + timedelta(days=day), DAY)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    documents = [
        made(k, title, body, f"colour={colour}", day=n) for n, (k, (title, body, colour)) in enumerate(TEXTS.items())
    ]
    assert engine.rebuild(documents) == len(TEXTS)
    return engine


def ask(engine: Engine, text: str = "", **more: object) -> list[str]:
    query = EngineQuery(parse_query(text), frozenset({"public"}), **more)  # type: ignore[arg-type]
    return [hit.key for hit in engine.search(query).hits]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("电池", ["graphene", "solid"]),
        ("電池", ["graphene", "solid"]),
        ("石墨烯电池标准", ["graphene", "solid"]),
        ("石墨", ["graphene"]),
        ("墨烯", ["graphene"]),
        ("池石", []),
        ("电极", []),
        ("膜", ["solid"]),
        ("electrode", ["dry", "wifi"]),
        ("Electrodes", ["dry", "wifi"]),
        ("thick electrode line", ["dry", "wifi"]),
        ("gbt19771", ["pki"]),
        ("ＧＢ／Ｔ 19771—2005", ["pki"]),
        ("GB/T 19771-2020", ["pki"]),
        ("GB 36276", ["solid"]),
        ("us10123456", ["patent"]),
        ("WO 2020/123456 A1", ["patent"]),
        ("wifi", ["wifi"]),
        ("roll‐to‐roll", ["dry"]),
        ("nothing like it", []),
        ('a "quoted AND (broken', []),
    ],
)
def test_the_same_question_has_the_same_answer(filled: Engine, text: str, keys: list[str]) -> None:
    assert ask(filled, text) == keys


def test_a_number_stands_above_words_and_the_dated_form_above_the_undated(engine: Engine) -> None:
    engine.rebuild(
        [
            made("words", "Algorithms, algorithms", "algorithms algorithms"),
            made("old", "A", "GB/T 19771-2005"),
            made("new", "B", "GB/T 19771-2020"),
        ]
    )
    assert ask(engine, "GB/T 19771-2020 algorithms") == ["new", "old", "words"]


def test_title_counts_more_than_body(engine: Engine) -> None:
    engine.rebuild([made("body", "Sensor", "battery cell"), made("title", "Battery", "sensor cell")])
    assert ask(engine, "battery") == ["title", "body"]


def test_without_text_the_newest_come_first_and_pages_follow(filled: Engine) -> None:
    newest = list(reversed(TEXTS))
    assert ask(filled) == newest
    assert ask(filled, limit=2) == newest[:2]
    assert ask(filled, offset=4, limit=2) == newest[4:]
    assert ask(filled, offset=40) == []
    assert ask(filled, "electrode", order_by="sort_at") == ["wifi", "dry"]


NUMBERS = [
    "GB 9-2019", "GB/T 9-2019", "GB/T 9.2-2018", "GB/T 10-2001", "GB/T 10-2020", "GB/T 1000-2020", "ISO 9001:2015",
    "T/ZSA 7-2026",
]  # fmt: skip
TITLES = [
    ("“Ābc” of cells", "安全要求"), ("Batteries 9", "电池"), ("batteries 10", "干法电极"),
    ("Cells", ""), ("", "石墨烯膜"), ("Zinc", "中文标题"),
]  # fmt: skip


def row(key: str, **values: str) -> IndexedDocument:
    return IndexedDocument.of(
        SearchDocument(key=key, type="t", audiences=["public"], sort_at=DAY, appeared_at=DAY, **values)
    )


def test_numbers_are_sorted_as_people_count(engine: Engine) -> None:
    engine.rebuild([row(number, names=number, title_en="Cells") for number in reversed(NUMBERS)])
    assert ask(engine, order_by="by_number") == NUMBERS
    assert ask(engine, "cells", order_by="by_number", offset=2, limit=3) == NUMBERS[2:5]


def test_titles_are_sorted_by_letters_and_by_sound(engine: Engine) -> None:
    engine.rebuild([row(f"{n}", title_en=en, title_zh=zh) for n, (en, zh) in reversed(list(enumerate(TITLES)))])
    assert [TITLES[int(key)][0] for key in ask(engine, order_by="by_title_en")] == [en for en, _zh in TITLES if en] + [
        ""
    ]
    chinese = [TITLES[int(key)][1] for key in ask(engine, order_by="by_title_zh")]
    assert chinese == ["", "安全要求", "电池", "干法电极", "石墨烯膜", "中文标题"]


def test_equal_keys_are_sorted_by_the_documents_own(engine: Engine) -> None:
    engine.rebuild([row(key, title_en="Cells", names="GB/T 1") for key in ("b", "c", "a")])
    assert ask(engine, order_by="by_title_en") == ask(engine, order_by="by_number") == ["a", "b", "c"]


def test_a_limit_of_nothing_only_counts(filled: Engine) -> None:
    result = filled.search(EngineQuery(parse_query("电池"), frozenset({"public"}), limit=0))
    assert (result.hits, result.total) == ((), 2)


def test_facets_filter_and_lift_their_own_filter_for_the_counts(filled: Engine) -> None:
    query = EngineQuery(
        parse_query(""), frozenset({"public"}), {"colour": ("red",), "type": ("t",)}, ("type", "colour")
    )
    result = filled.search(query)
    assert {hit.key for hit in result.hits} == {"dry", "solid"}
    assert result.total == 2
    assert result.facets == {"type": {"t": 2}, "colour": {"red": 2, "blue": 2, "green": 2}}
    assert set(ask(filled, filters={"colour": ("red", "green")})) == {"dry", "solid", "patent", "wifi"}
    assert ask(filled, filters={"colour": ("red",), "type": ("other",)}) == []


def test_counts_are_those_of_the_text(filled: Engine) -> None:
    result = filled.search(EngineQuery(parse_query("电池"), frozenset({"public"}), {}, ("colour",)))
    assert result.facets == {"colour": {"blue": 1, "red": 1}}


def test_only_the_audience_finds_and_counts(engine: Engine) -> None:
    engine.rebuild(
        [
            made("open", "Battery", "", "colour=red"),
            made("ours", "Battery secret", "", "colour=blue", audiences=("org:7", "role:reviewer")),
        ]
    )
    public = engine.search(EngineQuery(parse_query("battery"), frozenset({"public"}), {}, ("colour",)))
    assert ([hit.key for hit in public.hits], public.total, public.facets) == (["open"], 1, {"colour": {"red": 1}})
    ours = engine.search(EngineQuery(parse_query("secret"), frozenset({"public", "org:7"})))
    assert [hit.key for hit in ours.hits] == ["ours"]
    assert engine.search(EngineQuery(parse_query(""), frozenset())).total == 0


def test_an_older_write_loses(engine: Engine) -> None:
    engine.rebuild([])
    assert engine.apply([made("a", "second", "", version=2)]) == 1
    assert engine.apply([made("a", "first", "", version=1)]) == 0
    assert engine.apply([made("a", "second again", "", version=2)]) == 0
    assert ask(engine, "second") == ["a"]
    assert ask(engine, "first again") == []
    assert engine.versions_of(["a"]) == {"a": 2}
    assert engine.apply([made("a", "third", "", version=3)]) == 1
    assert ask(engine, "second") == []
    assert ask(engine, "third") == ["a"]
    assert (engine.versions_of(["a", "b"]), engine.versions_of([]), engine.count()) == ({"a": 3}, {}, 1)


def test_what_was_taken_out_does_not_come_back_by_a_late_write(engine: Engine) -> None:
    engine.rebuild([made("a", "battery", "")])
    gone = IndexedDocument("a", 2, "", "", (), (), DAY, DAY)
    assert engine.apply([gone]) == 1
    assert engine.apply([made("a", "battery", "", version=1)]) == 0
    assert ask(engine) == []
    engine.apply([made("a", "battery", "", version=3)])
    assert ask(engine, "battery") == ["a"]


def test_the_newest_of_a_batch_wins(engine: Engine) -> None:
    engine.rebuild([])
    engine.apply([made("a", "newer", "", version=5), made("a", "older", "", version=4)])
    assert ask(engine, "newer") == ["a"]
    assert ask(engine, "older") == []


def test_rebuilding_replaces_everything(filled: Engine) -> None:
    filled.rebuild([made("only", "Battery", "")])
    assert ask(filled) == ["only"]
    filled.apply([made("more", "Battery", "", day=1)])
    assert ask(filled) == ["more", "only"]


def test_a_missing_index_says_so(engine: Engine) -> None:
    assert not engine.is_ready()
    with pytest.raises(IndexMissingError):
        ask(engine, "battery")
    with pytest.raises(IndexMissingError):
        engine.apply([made("a", "battery", "")])
    with pytest.raises(IndexMissingError):
        engine.versions_of(["a"])
    with pytest.raises(IndexMissingError):
        engine.count()
    assert engine.rebuild([], only_if_missing=True) == 0
    assert engine.is_ready()
    assert engine.rebuild([made("a", "battery", "")], only_if_missing=True) == 0
    assert ask(engine) == []


def test_a_failed_rebuild_leaves_the_old_index(engine: Engine) -> None:
    engine.rebuild([made("a", "battery", "")])

    def broken() -> Iterator[IndexedDocument]:
        yield made("b", "battery", "")
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError):
        engine.rebuild(broken())
    assert ask(engine) == ["a"]
