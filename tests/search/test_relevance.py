"""The measuring of relevance: measures, collections of both forms, refusals."""

from __future__ import annotations

import csv
import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from elasticsearch import Elasticsearch

from search.relevance.measures import ndcg, recall, reciprocal_rank

RANKING = ["x", "a", "b", "y"]
GRADES = {"a": 1, "b": 3, "c": 2, "z": 0}


def test_measures() -> None:
    best = 3 / 1 + 2 / 1.584962500721156 + 1 / 2
    assert ndcg(RANKING, GRADES) == pytest.approx((1 / 1.584962500721156 + 3 / 2) / best)
    assert ndcg(RANKING, GRADES, at=1) == 0
    assert reciprocal_rank(RANKING, GRADES) == 0.5
    assert reciprocal_rank(["x"], GRADES) == 0
    assert recall(RANKING, GRADES) == pytest.approx(2 / 3)


def write(folder: Path, docs: list[dict[str, Any]], queries: list[dict[str, Any]], *, packed: bool = False) -> Path:
    lines = "".join(json.dumps(doc, ensure_ascii=False) + "\n" for doc in docs)
    if packed:
        (folder / "docs.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    else:
        (folder / "docs.jsonl").write_text(lines, encoding="utf-8")
    (folder / "queries.jsonl").write_text("".join(json.dumps(query) + "\n" for query in queries), encoding="utf-8")
    with (folder / "qrels.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["query_id", "doc_id", "grade"])
        rows.writerows([query["id"], query["id"][-1], 1] for query in queries)
    return folder


def measured(folder: Path, engine: str = "embedded") -> dict[str, Any]:
    out = StringIO()
    call_command("relevance", collection=folder, engine=engine, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_kinds_are_tasks_and_titles_see_abstracts_only(tmp_path: Path) -> None:
    docs = [
        {"id": "1", "title": "固态电池", "abstract": "隔膜与电解质"},
        {"id": "2", "title": "隔膜电解质", "abstract": "水果"},
    ]
    queries = [
        {"id": "t-1", "kind": "title", "text": "隔膜电解质"},
        {"id": "s-2", "kind": "single", "text": "隔膜电解质"},
    ]
    found = measured(write(tmp_path, docs, queries, packed=True))
    assert found["engine"] == "embedded"
    assert found["tasks"]["title"] == {"ndcg_at_10": 1.0, "mrr_at_10": 1.0, "recall_at_100": 1.0, "queries": 1}
    assert found["tasks"]["single"]["mrr_at_10"] == 1.0


def test_two_languages_are_four_tasks(tmp_path: Path) -> None:
    docs = [
        {"id": "1", "title_en": "Lithium battery", "title_zh": "锂电池"},
        {"id": "2", "title_en": "Fruit juice", "title_zh": "果汁"},
    ]
    queries = [{"id": "q1", "text_en": "lithium battery", "text_zh": "锂电池"}]
    tasks = measured(write(tmp_path, docs, queries))["tasks"]
    assert set(tasks) == {"en-en", "zh-zh", "zh-en", "en-zh"}
    assert all(task["ndcg_at_10"] == 1.0 for task in tasks.values())


def test_questions_without_a_judgement_are_left_out(tmp_path: Path) -> None:
    folder = write(tmp_path, [{"id": "1", "title": "Battery", "text": "x"}], [{"id": "q1", "text": "battery"}])
    with (folder / "queries.jsonl").open("a") as file:
        file.write('{"id": "unjudged", "text": "battery"}\n')
    assert measured(folder)["tasks"]["all"]["queries"] == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("docs.jsonl", "not json\n", "line 1"),
        ("docs.jsonl", "[]\n", "line 1"),
        ("qrels.csv", "query_id,doc_id,grade\nq1,1,good\n", "whole number"),
        ("queries.jsonl", "", "no judged questions"),
        ("queries.jsonl", None, "is missing"),
        ("qrels.csv", None, "is missing"),
    ],
)
def test_a_broken_collection_is_refused_in_words(tmp_path: Path, name: str, content: str | None, words: str) -> None:
    folder = write(tmp_path, [{"id": "1", "title": "Battery"}], [{"id": "q1", "text": "battery"}])
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content)
    with pytest.raises(CommandError, match=words):
        measured(folder)


def test_elasticsearch_must_be_configured(tmp_path: Path) -> None:
    folder = write(tmp_path, [{"id": "1", "title": "Battery"}], [{"id": "q1", "text": "battery"}])
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        measured(folder, "elasticsearch")


@pytest.mark.elasticsearch
def test_the_scratch_index_is_taken_away(tmp_path: Path, elasticsearch: str) -> None:
    folder = write(tmp_path, [{"id": "1", "title": "Battery"}], [{"id": "q1", "text": "battery"}])
    assert measured(folder, "elasticsearch")["tasks"]["all"]["ndcg_at_10"] == 1.0
    with Elasticsearch(elasticsearch) as client:
        assert not any("-scratch-" in name for name in client.indices.get(index="*").body)


@pytest.mark.parametrize("engine", ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def test_titles_find_their_texts_in_the_other_language(engine: str, request: pytest.FixtureRequest) -> None:
    if engine == "elasticsearch":
        request.getfixturevalue("elasticsearch")
    tasks = measured(Path(__file__).parent / "collections" / "bilingual", engine)["tasks"]
    assert all(task["queries"] >= 300 for task in tasks.values())
    assert min(tasks["zh-en"]["ndcg_at_10"], tasks["en-zh"]["ndcg_at_10"]) >= 0.80
    assert min(tasks["en-en"]["ndcg_at_10"], tasks["zh-zh"]["ndcg_at_10"]) >= 0.97
