"""A folder with a test collection: documents, questions, and which document answers which question how well.

    docs.jsonl or docs.jsonl.gz    {"id", "title", "text", "abstract"}; some or all fields may come as `_en` and `_zh`
    queries.jsonl                  {"id", "text"} or {"id", "text_en", "text_zh"}, perhaps "kind"
    qrels.csv                      query_id,doc_id,grade (higher is better, 0: judged and not relevant)

Where fields come in two languages there are four tasks, language of the question first: "en-en", "zh-zh", "zh-en",
"en-zh"; each sees the documents of one language only. Otherwise each kind of question is a task of its own; questions
without a kind are the task "all". Questions of the kinds "title" and "keywords" see abstracts only.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.common.bilingual import Language, language_of_text

ABSTRACT_ONLY = frozenset({"title", "keywords"})
ALL = "all"
DIRECTIONS = (
    (Language.EN, Language.EN),
    (Language.ZH, Language.ZH),
    (Language.ZH, Language.EN),
    (Language.EN, Language.ZH),
)


class CollectionError(ValueError):
    """The folder does not hold a collection; the message says where."""


@dataclass(frozen=True)
class View:
    """What a task shows of the documents: which language ("" where documents have one), abstracts only or everything."""

    language: str = ""
    abstract_only: bool = False


@dataclass(frozen=True)
class Question:
    """A question of a task: its id, its words, and what it may look at."""

    query_id: str
    text: str
    view: View


@dataclass(frozen=True)
class Text:
    """A document as a task sees it."""

    document_id: str
    title: str
    body: str
    language: Language


@dataclass(frozen=True)
class Collection:
    """A loaded collection. `grades` maps question → document → grade; `tasks` maps name → questions that were judged."""

    name: str
    documents: Sequence[Mapping[str, Any]]
    tasks: dict[str, list[Question]]
    grades: dict[str, dict[str, int]]

    def texts(self, view: View) -> Iterator[Text]:
        """Give the documents as a view shows them; those that have nothing in its language are left out."""
        for document in self.documents:
            title, body = _text_of(document, view)
            if view.language and not (title or body):
                continue
            language = Language(view.language) if view.language else language_of_text(title + body)
            yield Text(str(document["id"]), title, body, language)


def load(folder: Path) -> Collection:
    """Read a folder. Raises CollectionError where a file is missing or a line is not of the form above."""
    documents = list(_lines(folder, "docs.jsonl"))
    grades = _grades(folder / "qrels.csv")
    tasks: dict[str, list[Question]] = {}
    bilingual = any(name.endswith(("_en", "_zh")) for document in documents[:100] for name in document)
    for query in _lines(folder, "queries.jsonl"):
        if any(grade > 0 for grade in grades.get(str(query["id"]), {}).values()):
            for task, question in _across(query) if bilingual else _within(query):
                tasks.setdefault(task, []).append(question)
    if not documents or not tasks:
        raise CollectionError(f"{folder}: no documents or no judged questions")
    return Collection(folder.resolve().name, documents, tasks, grades)


def _within(query: Mapping[str, Any]) -> Iterator[tuple[str, Question]]:
    kind = str(query.get("kind") or ALL)
    yield kind, Question(str(query["id"]), str(query.get("text", "")), View("", kind in ABSTRACT_ONLY))


def _across(query: Mapping[str, Any]) -> Iterator[tuple[str, Question]]:
    plain = str(query.get("text") or "")
    for asked, answered in DIRECTIONS:
        text = str(query.get(f"text_{asked}") or (plain if language_of_text(plain) == asked else ""))
        if text:
            view = View(answered, query.get("kind") in ABSTRACT_ONLY)
            yield f"{asked}-{answered}", Question(str(query["id"]), text, view)


def _text_of(document: Mapping[str, Any], view: View) -> tuple[str, str]:
    def field(name: str) -> str:
        own = document.get(f"{name}_{view.language}") if view.language else document.get(name)
        return str(own or "")

    if view.abstract_only:
        return "", field("abstract")
    return field("title"), "\n".join(filter(None, (field("text"), field("abstract"))))


def _lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    path = next((p for p in (folder / name, folder / f"{name}.gz") if p.is_file()), None)
    if path is None:
        raise CollectionError(f"{folder}: {name} is missing")
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    found = json.loads(line)
                    found["id"]
                except (ValueError, KeyError, TypeError) as error:
                    raise CollectionError(f"{path}, line {number}: not an object with an id") from error
                yield found


def _grades(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                grades.setdefault(row["query_id"], {})[row["doc_id"]] = int(row["grade"])
    except FileNotFoundError as error:
        raise CollectionError(f"{path} is missing") from error
    except (KeyError, ValueError, TypeError) as error:
        raise CollectionError(f"{path}: columns are query_id, doc_id, grade; a grade is a whole number") from error
    return grades
