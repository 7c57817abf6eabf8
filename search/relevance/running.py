"""Putting a collection into a scratch index, by the analysis of the site, and asking it as the site asks."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean

from django.conf import settings
from django.utils import timezone

from hub.common.bilingual import Language
from search.engines.base import Engine, EngineQuery, IndexedDocument
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.enums import EngineName
from search.lexicon.lexicon import Lexicon
from search.lexicon.lexicon import question as widened
from search.lexicon.sources import shipped
from search.models import SearchDocument
from search.queries import MAX_TEXT
from search.registry import PUBLIC
from search.relevance.collection import Collection, Question, Text
from search.relevance.measures import ndcg, recall, reciprocal_rank

DEPTH = 100
DIGITS = 4


def measure(collection: Collection, engine_name: str) -> dict[str, dict[str, float]]:
    """Return the measures of each task: nDCG and MRR of the first ten, recall of the first hundred, number of questions.

    Raises LookupError when Elasticsearch is not configured, EngineDownError when it does not answer.
    """
    lexicon = shipped()
    rankings: dict[str, dict[str, list[str]]] = {task: {} for task in collection.tasks}
    views = dict.fromkeys(question.view for questions in collection.tasks.values() for question in questions)
    for view in views:
        with scratch(engine_name) as engine:
            engine.rebuild(_indexed(text) for text in collection.texts(view))
            for task, questions in collection.tasks.items():
                for question in questions:
                    if question.view == view:
                        rankings[task][question.query_id] = _ranking(engine, question, lexicon)
    return {task: _figures(ranked, collection) for task, ranked in rankings.items()}


@contextmanager
def scratch(engine_name: str) -> Iterator[Engine]:
    """Give an empty engine of that kind which nobody else sees, and take it away afterwards."""
    if engine_name == EngineName.EMBEDDED:
        with tempfile.TemporaryDirectory(prefix="hub-relevance-") as folder:
            yield EmbeddedEngine(Path(folder))
        return
    if not settings.ELASTICSEARCH_URL:
        raise LookupError("ELASTICSEARCH_URL is not set")
    engine = ElasticEngine(settings.ELASTICSEARCH_URL, f"{settings.HUB_SEARCH_PREFIX}-scratch-{secrets.token_hex(6)}")
    try:
        yield engine
    finally:
        engine.remove()


def _indexed(text: Text) -> IndexedDocument:
    column = {"title": f"title_{text.language}", "body": f"body_{text.language}"}
    row = SearchDocument(
        key=text.document_id,
        type="scratch",
        object_id=0,
        source_lang=Language(text.language),
        audiences=[PUBLIC],
        sort_at=timezone.now(),
        appeared_at=timezone.now(),
    )
    setattr(row, column["title"], text.title)
    setattr(row, column["body"], text.body)
    return IndexedDocument.of(row)


def _ranking(engine: Engine, question: Question, lexicon: Lexicon) -> list[str]:
    terms = widened(question.text[:MAX_TEXT], lexicon)
    if not terms:
        return []
    return [hit.key for hit in engine.search(EngineQuery(terms, frozenset({PUBLIC}), limit=DEPTH)).hits]


def _figures(rankings: dict[str, list[str]], collection: Collection) -> dict[str, float]:
    judged = [(ranking, collection.grades[query_id]) for query_id, ranking in rankings.items()]
    return {
        "ndcg_at_10": round(fmean(ndcg(*pair) for pair in judged), DIGITS),
        "mrr_at_10": round(fmean(reciprocal_rank(*pair) for pair in judged), DIGITS),
        "recall_at_100": round(fmean(recall(*pair) for pair in judged), DIGITS),
        "queries": len(judged),
    }
