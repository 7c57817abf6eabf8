"""Both engines answer 300 questions in both scripts alike: the same hits, and rankings of the same worth."""

from __future__ import annotations

import itertools
from datetime import timedelta
from pathlib import Path
from statistics import fmean

import pytest

from search.engines import get_engine
from search.engines.base import Engine, EngineQuery, EngineResult, IndexedDocument
from search.enums import EngineName
from search.lexicon.lexicon import question
from search.lexicon.sources import shipped
from search.models import SearchDocument
from search.relevance.collection import Collection, load
from search.relevance.measures import ndcg
from search.tokens import parse_query
from tests.search.conftest import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
TERMS = shipped()
COLLECTIONS = Path(__file__).parent / "collections"
# Every form in which people type what is not plain text.
NUMBERED = {
    "gbt": {"title_en": "Certificate profile", "names": "GB/T 19771-2005"},
    "gbt-new": {"title_en": "Certificate profile, revised", "names": "GB/T 19771-2020"},
    "part": {"title_zh": "传感器 第1部分", "names": "GB/T 33133.1-2016"},
    "rfc": {"title_en": "Internet profile", "body_en": "Implements RFC 5280 over Wi-Fi."},
    "patent": {"title_en": "Coating", "body_en": "Granted as US 10,123,456 B2 and ZL201310699744.2."},
    "mixed": {"title_zh": "5G 网络 AI 芯片", "body_zh": "兼容 USB-C 与 IEEE 802.11ax。"},
    "han": {"title_zh": "繁體中文標題", "title_en": "Résumé of naïve façades"},
}
FORMS = """
    GB/T 19771-2005|gbt19771|GB 19771|ＧＢ／Ｔ １９７７１|gb-t 19771—2020|19771|GB/T 33133|gbt33133.1|RFC5280|rfc 5280|RFC-5280
    us10123456|US 10,123,456 B2|ZL201310699744.2|zl 201310699744|wifi|wi-fi|WI‐FI|5g|5G网络|AI芯片|usb-c|usbc|802.11ax|IEEE 802.11AX
    繁体中文标题|繁體中文標題|标题|標|resume|RÉSUMÉ|naive facade|façades|电池|電池|电|battery|Batteries|battery's|dry electrode
    SEP 许可|标准必要专利|FRAND royalty rate|patent licensing|锂离子电池 安全|lithium-ion battery test method|NDA|储能系统
    固态 电池|lithium-ion cells|锂离子cells|the of and|"quoted AND (broken|*|a*b|传感器第1部分|test|试验|method AND test|芯片 ai
"""


def questions(needs: Collection) -> list[str]:
    """All questions, in both scripts: needs, one title in four, and the forms."""
    asked = {question.text for task in needs.tasks.values() for question in task}
    titles = {str(document[name]) for document in needs.documents[::4] for name in ("title_en", "title_zh")}
    forms = {form.strip() for line in FORMS.strip().splitlines() for form in line.split("|")}
    return sorted(asked | titles | forms)


@pytest.fixture
def engines_filled(elasticsearch: str) -> tuple[Collection, Engine, Engine]:
    needs = load(COLLECTIONS / "needs")
    rows = [row(key, texts) for key, texts in NUMBERED.items()]
    for number, document in enumerate(needs.documents):
        kept = [("en",), ("zh",), ("en", "zh")][number % 3]  # a third each in one language, in the other, in both
        texts = {f"title_{lang}": document[f"title_{lang}"] for lang in kept}
        rows.append(row(document["id"], texts | {f"body_{lang}": document[f"abstract_{lang}"] for lang in kept}))
    both = [get_engine(name) for name in (EngineName.EMBEDDED, EngineName.ELASTICSEARCH)]
    for engine in both:
        engine.rebuild(map(IndexedDocument.of, rows))
    return needs, both[0], both[1]


def row(key: str, texts: dict[str, str]) -> SearchDocument:
    facets = {"half": ["first" if key < "b160" else "second"]}
    return SearchDocument(
        key=key,
        type="t",
        object_id=0,
        audiences=["public"],
        sort_at=DAY,
        appeared_at=DAY + timedelta(milliseconds=100 * (sum(key.encode()) % 40)),
        facets=facets,
        **texts,
    )


def ask(engine: Engine, text: str, *, across: bool) -> EngineResult:
    terms = question(text, TERMS)
    return engine.search(
        EngineQuery(terms, frozenset({"public"}), counted=("half",), limit=500, across=across, count_translated=True)
    )


def test_the_same_hits_and_counts_and_rankings_of_the_same_worth(
    engines_filled: tuple[Collection, Engine, Engine],
) -> None:
    needs, embedded, elastic = engines_filled
    grades = {q.text: needs.grades[q.query_id] for task in needs.tasks.values() for q in task}
    asked = questions(needs)
    assert len(asked) >= 300
    assert sum(bool(TERMS.widen(text)) for text in asked) >= 40
    worth: dict[str, list[float]] = {"embedded": [], "elasticsearch": []}
    for text, across in itertools.product(asked, (True, False)):
        if not parse_query(text):
            continue
        one, other = ask(embedded, text, across=across), ask(elastic, text, across=across)
        assert {hit.key for hit in one.hits} == {hit.key for hit in other.hits}, text
        assert (one.total, one.facets) == (other.total, other.facets), text
        own = ask(embedded, text, across=False).total if across else one.total
        assert one.translated == other.translated == one.total - own, text
        if text in grades and across:
            worth["embedded"].append(ndcg([hit.key for hit in one.hits], grades[text]))
            worth["elasticsearch"].append(ndcg([hit.key for hit in other.hits], grades[text]))
    assert len(worth["embedded"]) >= 200
    assert abs(fmean(worth["embedded"]) - fmean(worth["elasticsearch"])) <= 0.02


@pytest.mark.parametrize("milliseconds", [0, 900, 2000, 2001, 3900, 5000])
def test_news_is_the_same_to_both(engines_filled: tuple[Collection, Engine, Engine], milliseconds: int) -> None:
    needs, *both = engines_filled
    since = DAY + timedelta(milliseconds=milliseconds)
    for text in ["", *questions(needs)[::5]]:
        terms = parse_query(text)
        query = EngineQuery(
            terms, frozenset({"public"}), counted=("half",), order_by="appeared_at", limit=500, since=since, share=0.6
        )
        one, other = (engine.search(query) for engine in both)
        assert {hit.key for hit in one.hits} == {hit.key for hit in other.hits}, text
        assert (one.total, one.facets) == (other.total, other.facets), text
        if not terms and text == "":
            assert (one.total > 0) == (milliseconds < 4000)
