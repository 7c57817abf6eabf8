"""A site filled with made-up documents, for measurements of the search.

Beyond DISTINCT documents each text stands several times, under as many keys: lists of hits are as long as those of different
texts, and a million is made in minutes. HUB_BENCH_CACHE names a folder in which database and index are kept for the next time;
without it they are made anew.
"""

from __future__ import annotations

import gc
import hashlib
import inspect
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from bench import _texts

CHUNK = 2000
DISTINCT = 100_000
DAY = datetime(2026, 1, 1, tzinfo=UTC)
OWN = {"listing": "bench-listing", "organisation": "bench-organisation", "standard": "standard"}
AUDIENCES = frozenset({"public", "signed-in", "org:3"})


def set_up(name: str) -> None:
    """Start Django with a folder of its own for this bench; in the cache when one is named."""
    if cache := os.environ.get("HUB_BENCH_CACHE"):
        folder = Path(cache).expanduser() / name
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["HUB_VAR"] = str(folder)
    django.setup()
    _register()


def _register() -> None:
    """Add two more kinds of things that can be found; they are read again from the rows of standards."""
    from hub.standards.models import Standard  # noqa: PLC0415 - only after set-up
    from hub.standards.search_index import StandardEntry  # noqa: PLC0415
    from search.registry import register  # noqa: PLC0415

    for kind, slug in OWN.items():
        if slug != "standard":
            attributes = {"slug": slug, "label": kind, "model": Standard, "has_initials": kind == "organisation"}
            register(type(f"Made{kind.capitalize()}", (StandardEntry,), attributes)())


def rows_of(first: int, documents: Iterable[_texts.MadeUp]) -> list[Any]:
    """Return the search documents that show these, the first of which has that number; not yet written."""
    from search.models import SearchDocument  # noqa: PLC0415

    rows = []
    for at, made in enumerate(documents, start=first):
        slug = OWN[made.kind]
        rows.append(
            SearchDocument(
                key=f"{slug}:{at:07}",
                type=slug,
                object_id=at + 1,
                title_en=made.title_en,
                title_zh=made.title_zh,
                body_en=made.body_en,
                body_zh=made.body_zh,
                names=made.number,
                source_lang="en" if made.title_en else "zh",
                facets=made.facets,
                audiences=[made.audience],
                sort_at=DAY - timedelta(minutes=at * 7919 % 1_000_003),
                appeared_at=DAY,
                updated_at=DAY,
            )
        )
    return rows


def standard_of(at: int, made: _texts.MadeUp) -> Any:
    """Return the row that the document with that number is read again from."""
    from hub.standards.models import Standard  # noqa: PLC0415

    number = f"{made.number}/{at}"
    return Standard(
        pk=at + 1,
        slug=f"made-{at}",
        number=number,
        undated_slug=f"made-{at}",
        title_en=made.title_en,
        title_zh=made.title_zh,
        source_lang="en" if made.title_en else "zh",
        stage_code="60.60",
        created_at=DAY,
        updated_at=DAY,
    )


def _analysed(first: int, end: int) -> list[Any]:
    from search.engines.base import IndexedDocument  # noqa: PLC0415

    return [IndexedDocument.of(row) for row in rows_of(first, _texts.documents(first, end))]


def _in_child(span: tuple[int, int]) -> list[Any]:
    return _analysed(*span)


def _start_child() -> None:
    django.setup()
    _register()


def _spans(count: int) -> list[tuple[int, int]]:
    return [(first, min(first + CHUNK, count)) for first in range(0, count, CHUNK)]


def analysed(count: int) -> Iterator[Any]:
    """Analyse the first documents, on as many processors as there are."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count(), _start_child) as pool:
        for chunk in pool.imap(_in_child, _spans(min(count, DISTINCT))):
            yield from chunk
            for copy in range(1, count // DISTINCT):
                yield from (document._replace(key=f"{document.key}-{copy}") for document in chunk)


def _stamp(count: int) -> str:
    """Name what the database and the index of so many documents were made of."""
    from search.engines import embedded  # noqa: PLC0415
    from search.engines.base import SCHEMA_VERSION  # noqa: PLC0415
    from tests.conftest import fingerprint  # noqa: PLC0415

    made = (count, SCHEMA_VERSION, fingerprint(), inspect.getsource(embedded), inspect.getsource(_texts))
    return hashlib.sha256(repr((made, _analysed(0, 100))).encode()).hexdigest()


def fill(count: int, engines: Sequence[str]) -> float:
    """Fill database and engines with so many documents, unless the cache holds them; return the seconds it took."""
    from search.engines import get_engine  # noqa: PLC0415

    begin, stamp = time.perf_counter(), Path(settings.HUB_VAR) / "filled"
    kept = stamp.exists() and stamp.read_text() == _stamp(count)
    rows: Any = None
    if not kept:
        stamp.unlink(missing_ok=True)
        Path(settings.DATABASES["default"]["NAME"]).unlink(missing_ok=True)
        gc.disable()
        call_command("migrate", verbosity=0, interactive=False)
        gc.enable()
        rows = multiprocessing.get_context("spawn").Process(target=_fill_database, args=(count,))
        rows.start()
    for name in engines:
        if not kept or name != "embedded":
            get_engine(name).rebuild(analysed(count))
            print(f"{name}: {count} documents after {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    if rows:
        rows.join()
        if rows.exitcode:
            raise RuntimeError("the database could not be filled")
    stamp.write_text(_stamp(count))
    return time.perf_counter() - begin


def _fill_database(count: int) -> None:
    _start_child()
    from hub.standards.models import Standard  # noqa: PLC0415
    from search.models import SearchDocument  # noqa: PLC0415

    for first, end in _spans(min(count, DISTINCT)):
        with transaction.atomic():
            made = list(_texts.documents(first, end))
            Standard.objects.bulk_create([standard_of(at, document) for at, document in enumerate(made, start=first)])
            SearchDocument.objects.bulk_create(rows_of(first, made))
    for copy in range(1, count // DISTINCT):
        _copy_rows(Standard, copy, {"slug", "number", "undated_slug"})
        _copy_rows(SearchDocument, copy, {"key"})


def _copy_rows(model: Any, copy: int, told_apart: set[str]) -> None:
    """Write every row of the first documents once more, its keys told apart by the number of the copy."""
    values = {field.column: connection.ops.quote_name(field.column) for field in model._meta.concrete_fields}
    values |= {column: f"{column} || '-{copy}'" for column in told_apart}
    values |= {column: f"{column} + {copy * DISTINCT}" for column in ("id", "object_id") if column in values}
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(map(connection.ops.quote_name, values))
    first = f"id <= {DISTINCT}"
    with connection.cursor() as cursor:
        written = ", ".join(values.values())
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {written} FROM {table} WHERE {first}")  # noqa: S608 - our own names
