"""Standards for machines: the fields of our import, so that what goes out can come in again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hub.common.tables import csv_lines
from hub.standards.models import Standard
from hub.standards.presentation import date_code
from hub.standards.profiles import RELATION_COLUMNS
from hub.standards.queries.relations import RelationShown, relations_of_many
from hub.standards.rows import Numbered

FIELDS = (
    "number", "issuer", "series", "edition", "title_en", "title_zh", "abstract_en", "abstract_zh", "machine_translated", "status",
    "stage_code",
    "published_date", "implemented_date", "withdrawn_date", "ics", "text_languages", "url",
)  # fmt: skip
COLUMNS = (*FIELDS, *RELATION_COLUMNS)


def values_of(standard: Standard) -> dict[str, Any]:
    """Return the fields of a standard: texts, lists of texts, dates cut where they are not known."""
    series = standard.undated_slug if standard.undated_slug != Numbered.of(standard.number).undated_slug else ""
    plain = (
        "number",
        "issuer",
        "edition",
        "title_en",
        "title_zh",
        "abstract_en",
        "abstract_zh",
        "status",
        "stage_code",
    )
    return {
        **{name: getattr(standard, name) for name in (*plain, "url")},
        "series": series,
        "machine_translated": list(standard.machine_translated),
        "published_date": date_code(standard.published_date, standard.published_precision),
        "implemented_date": date_code(standard.implemented_date),
        "withdrawn_date": date_code(standard.withdrawn_date),
        "ics": standard.ics_codes,
        "text_languages": standard.languages_of_text,
    }


def _relations(shown: Iterable[RelationShown]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for relation in shown:
        found.setdefault(relation.column, []).append(relation.stated)
    return found


def object_of(standard: Standard, relations: Iterable[RelationShown], address: str) -> dict[str, Any]:
    """Return a standard as an object for JSON. `address` is the root of absolute addresses."""
    values = values_of(standard)
    return {
        "id": standard.slug,
        **{name: values[name] for name in FIELDS},
        "relations": _relations(relations),
        "updated_at": standard.updated_at.isoformat(),
        "pages": {code: f"{address}/{code}/standards/{standard.slug}/" for code in ("en", "zh-hans")},
    }


def json_lines(chunks: Iterable[Sequence[Standard]], address: str) -> Iterator[str]:
    """Yield the text of {"standards": [...]}, chunk by chunk."""
    yield '{"standards": ['
    before = ""
    for chunk in chunks:
        relations = relations_of_many(chunk)
        for standard in chunk:
            yield before + json.dumps(object_of(standard, relations[standard.pk], address), ensure_ascii=False)
            before = ",\n"
    yield "]}\n"


def standards_csv_lines(chunks: Iterable[Sequence[Standard]]) -> Iterator[str]:
    """Yield the lines of a CSV file that our import reads, chunk by chunk."""
    return csv_lines(COLUMNS, _rows(chunks))


def _rows(chunks: Iterable[Sequence[Standard]]) -> Iterator[list[str]]:
    for chunk in chunks:
        relations = relations_of_many(chunk)
        for standard in chunk:
            cells = {**values_of(standard), **_relations(relations[standard.pk])}
            yield [_text(cells.get(name, "")) for name in COLUMNS]


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)
