"""The terms of the field: what they are, how a question is widened by them, how processes learn of changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from hub.common.bilingual import Language
from search.engines.base import Engine, EngineQuery, IndexedDocument
from search.highlight import highlight, meanings_of, met_in
from search.lexicon.current import Keeper, keeper
from search.lexicon.forms import MAX_FORM, MAX_FORMS, faults_of, lines_of, units_of
from search.lexicon.lexicon import Concept, Lexicon, question
from search.lexicon.sources import read, shipped, shipped_rows
from search.lexicon.titles import of_names, of_titles
from search.models import SearchDocument, Term
from search.tokens import Wider
from tests.factories.standards import make_standard
from tests.search.conftest import DAY, Put

pytestmark = pytest.mark.django_db
SEP = Concept(("standard-essential patent", "SEP"), ("标准必要专利", "必要专利"))
PACK = Concept(("battery pack",), ("电池包", "电池组"))
LEXICON = Lexicon([SEP, PACK])
TEXTS = {
    "own": {"title_en": "Licences for standard-essential patents"},
    "short": {"title_en": "A pool of SEP owners"},
    "part": {"title_en": "An essential list of standards"},
    "han": {"title_zh": "标准必要专利许可指南"},
    "han-part": {"title_zh": "标准的必要说明"},
    "pack": {"title_en": "Battery pack housing"},
    "pack-zh": {"title_zh": "电池组外壳"},
}


@pytest.fixture
def held() -> Iterator[None]:
    keeper.hold(LEXICON)
    yield
    keeper.hold(Lexicon())


@pytest.fixture
def filled(engine: Engine) -> Engine:
    rows = (
        SearchDocument(key=key, type="t", object_id=0, audiences=["public"], sort_at=DAY, appeared_at=DAY, **texts)
        for key, texts in TEXTS.items()
    )
    engine.rebuild(IndexedDocument.of(row) for row in rows)
    return engine


def ask(engine: Engine, text: str, *, across: bool = True, lexicon: Lexicon = LEXICON) -> list[str]:
    query = EngineQuery(question(text, lexicon), frozenset({"public"}), across=across)
    return [hit.key for hit in engine.search(query).hits]


def test_other_names_are_found_after_the_words_themselves(filled: Engine) -> None:
    assert ask(filled, "SEP", lexicon=Lexicon()) == ["short"]
    assert ask(filled, "SEP", across=False) == ["short", "own"]
    assert ask(filled, "SEP") == ["short", "own", "han"]


def test_a_name_of_several_words_is_met_as_a_whole(filled: Engine) -> None:
    assert "han-part" not in ask(filled, "SEP")
    assert "part" not in ask(filled, "SEP")
    assert ask(filled, "必要专利")[0] == "han"
    assert {"own", "short"} <= set(ask(filled, "必要专利"))
    assert {"own", "short"}.isdisjoint(ask(filled, "必要专利", across=False))


def test_forms_of_chinese_find_each_other(filled: Engine) -> None:
    assert "pack-zh" in ask(filled, "电池包外壳", across=False)
    assert ask(filled, "电池包", across=False) == ["pack-zh"]  # by 电池 alone it would stand there too, but lower
    assert "pack-zh" in ask(filled, "battery pack")


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Licensing SEPs", (("standard", "essenti", "patent"),)),
        ("standard-essential patents", (("sep",),)),
        ("標準必要專利", ()),  # the other Chinese form lies within it
        ("必要专利", (("标准", "准必", "必要", "要专", "专利"),)),
    ],
)
def test_what_a_question_holds_is_met_in_every_spelling(text: str, own: tuple[tuple[str, ...], ...]) -> None:
    (found,) = LEXICON.widen(text)
    assert found.own == own
    assert len(found.other) == 2
    assert LEXICON.widen("the patents of a standard") == ()


def test_the_longest_form_is_met_and_its_parts_are_not() -> None:
    lexicon = Lexicon([Concept(("patent",), ("专利",)), Concept(("patent pool",), ("专利池",))])
    assert lexicon.widen("patent pool") == (Wider((), (("专利", "利池"),)),)
    assert lexicon.widen("pool patent") == (Wider((), (("专利",),)),)


def test_two_terms_of_one_form_add_up_and_what_is_asked_for_is_not_asked_twice() -> None:
    lexicon = Lexicon([Concept(("TC",), ("技术委员会",)), Concept(("TC",), ("热电偶",))])
    assert [len(wider.other) for wider in lexicon.widen("TC")] == [2]
    assert Lexicon([Concept(("transfer of technology", "technology transfer"), ())]).widen("technology transfer") == ()


def test_other_names_are_marked_and_only_as_a_whole() -> None:
    terms = question("SEP", LEXICON)
    own, _meanings = met_in(["Standard-essential patents"], terms, meanings_of(terms))
    assert highlight("Standard-essential patents", own).count("<mark>") == 3
    own, meanings = met_in(["标准必要专利池"], terms, meanings_of(terms))
    assert highlight("标准必要专利池", meanings) == "<mark>标准必要专利</mark>池"
    own, _meanings = met_in(["SEP", "Essential patents of a standard"], terms, meanings_of(terms))
    assert "<mark>" not in highlight("Essential patents of a standard", own)
    own, _meanings = met_in(["Essential standards"], terms, meanings_of(terms))
    assert "<mark>" not in highlight("Essential standards", own)


@pytest.mark.usefixtures("held")
def test_the_page_tells_translations_from_other_names(client: Client, put: Put) -> None:
    put("a", title_en="Standard-essential patents")
    put("b", title_zh="标准必要专利许可")
    page = client.get("/en/search/", {"q": "SEP"}).content.decode()
    assert page.index("essential</mark>") < page.index("<mark>标准必要专利</mark>许可")
    assert page.count("Found through translation") == 1
    assert "1 of them found through translation." in page
    page = client.get("/en/search/", {"q": "SEP", "translated": "no"}).content.decode()
    assert "essential</mark>" in page
    assert "标准必要专利" not in page


@pytest.mark.parametrize(
    ("form", "language", "words"),
    [
        ("x" * (MAX_FORM + 1), Language.EN, "longer than"),
        ("<b>SEP</b>", Language.EN, "angle brackets"),
        ("the of", Language.EN, "no word"),
        ("标准", Language.EN, "Chinese forms"),
        ("SEP", Language.ZH, "English forms"),
    ],
)
def test_a_bad_form_is_named(form: str, language: Language, words: str) -> None:
    faults = faults_of([form], language)
    assert len(faults) == 1
    assert words in faults[0]


def test_forms_stand_one_a_line_each_once() -> None:
    assert lines_of(" SEP \n\nstandard  essential\nSEP") == ["SEP", "standard essential"]
    assert faults_of(["SEP 许可"], Language.ZH) == []
    assert len(faults_of([f"form {n}" for n in range(MAX_FORMS + 1)], Language.EN)) == 1


def test_the_list_that_ships_is_sound_and_there_from_the_start() -> None:
    rows = list(shipped_rows())
    assert 150 <= len(rows) == Term.objects.count()
    forms = Counter(units_of(form) for row in rows for name in ("en", "zh") for form in row[name].split("|"))
    assert [units for units, count in forms.items() if count > 1] == []
    for row in rows:
        assert faults_of(row["en"].split("|"), Language.EN) == []
        assert faults_of(row["zh"].split("|"), Language.ZH) == []
    assert shipped().widen("FRAND")[0].other


def test_steps_of_titles_are_taken_where_both_languages_have_as_many() -> None:
    first = ("Information technology — Security techniques — Requirements", "信息技术 安全技术 要求")
    other = ("Information technology — Coded characters", "信息技术 编码字符集 要求")
    found = list(of_titles([first, other]))
    assert Concept((first[0],), (first[1],)) in found
    assert Concept(("security techniques",), ("安全技术",)) in found
    assert not any("requirements" in c.english or "coded characters" in c.english for c in found)
    twice = [("Fire tests — Small cells", "燃烧试验 小型电池"), ("Fire tests — Packs", "着火试验 电池包")]
    assert not any("fire tests" in c.english for c in of_titles(twice))


def test_names_of_a_classification_are_taken_when_they_are_one_phrase() -> None:
    names = [
        ("Information technology in general", "信息技术综合"),
        ("Seals, glands", "密封件、密封装置"),
        ("Seals", "密封件"),
    ]
    assert list(of_names(names)) == [Concept(("Information technology",), ("信息技术",))]


def test_titles_of_the_registry_teach_but_not_those_of_machines() -> None:
    make_standard("T/ZSA 31-2026", title_en="Heat films of graphene", title_zh="石墨烯散热膜")
    make_standard("T/ZSA 32-2026", title_en="Cooling sheets", title_zh="冷却片材料", machine_translated="title_en")
    lexicon = read()
    assert lexicon.widen("石墨烯散热膜")[0].other[0] == ("heat", "film", "graphen")
    assert not any(("cool", "sheet") in wider.other for wider in lexicon.widen("冷却片材料"))


@pytest.fixture
def read_anew() -> Callable[[], Keeper[Lexicon]]:
    """Make a process: one that looks at every question."""
    return lambda: Keeper(read, look_seconds=0.0)


@pytest.mark.django_db(transaction=True)
def test_processes_learn_of_a_change_and_ask_the_database_only_then(
    read_anew: Callable[[], Keeper[Lexicon]], django_assert_num_queries: Any
) -> None:
    one, other = read_anew(), read_anew()
    for process in (one, other):
        assert process.get().widen("gizmo") == ()
    with django_assert_num_queries(0):
        one.get()
    term = Term.objects.create(forms_en="gizmo\ngadget")
    assert [process.get().widen("gizmo")[0].own for process in (one, other)] == [(("gadget",),)] * 2
    Term.objects.filter(pk=term.pk).delete()
    assert other.get().widen("gizmo") == ()
    with transaction.atomic():
        Term.objects.create(forms_en="gizmo\ngadget", is_active=False)
    assert one.get().widen("gizmo") == ()


def test_a_lost_cache_reads_anew_and_a_fresh_look_costs_nothing(
    read_anew: Callable[[], Keeper[Lexicon]], django_assert_num_queries: Any
) -> None:
    process, calm = read_anew(), Keeper(read, look_seconds=60.0)
    process.get()
    calm.get()
    Term.objects.bulk_create([Term(forms_en="gizmo\ngadget")])
    cache.clear()
    with django_assert_num_queries(0):
        assert calm.get().widen("gizmo") == ()
    assert process.get().widen("gizmo")
