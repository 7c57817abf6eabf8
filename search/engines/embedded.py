"""The embedded engine: tantivy in a folder. One process writes at a time, any number read."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Order, Query

from search.engines.base import (
    ACROSS_FIELDS,
    BY_DATE,
    MAX_FACET_VALUES,
    MAX_WINDOW,
    NEWEST_FIRST,
    ORDER_FIELDS,
    SCHEMA_VERSION,
    BegunQuery,
    EngineDownError,
    EngineQuery,
    EngineResult,
    IndexedDocument,
    IndexMissingError,
    NearQuery,
    Scored,
    SimilarQuery,
)
from search.engines.embedded_questions import Questions
from search.enums import EngineName

HEAP_BYTES = 32_000_000
LOCK_SECONDS = 30.0
LOCK_PAUSE = 0.02


def _schema() -> tantivy.Schema:
    """Text arrives analysed, so the engine only splits at spaces. Keys, audiences and facets are kept whole ("raw"). The
    facets are an object: each has a column of its own to count from.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("version", stored=True)
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    for field in ACROSS_FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("sounds", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("starts", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("audiences", tokenizer_name="raw", index_option="basic")
    builder.add_json_field("facets", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_date_field("sort_at", fast=True)
    builder.add_date_field("appeared_at", indexed=True, fast=True)
    for field in ORDER_FIELDS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


class EmbeddedEngine:
    """A tantivy index in `<folder>/v<schema>`; the file `built` beside it says that it was filled."""

    name: str = EngineName.EMBEDDED

    def __init__(self, folder: Path) -> None:
        self._folder = folder / f"v{SCHEMA_VERSION}"
        self._mark = self._folder / "built"
        self._schema = _schema()
        self._asked = Questions(self._schema)
        self._guard = threading.Lock()
        self._opened: tuple[int, tantivy.Index] | None = None

    def is_ready(self) -> bool:
        """Whether the folder holds a filled index."""
        return self._mark.exists()

    def _index(self) -> tantivy.Index:
        """Open the index, again when the folder was replaced under us."""
        self._folder.mkdir(parents=True, exist_ok=True)
        inode = self._folder.stat().st_ino
        with self._guard:
            if self._opened is None or self._opened[0] != inode or not (self._folder / "meta.json").exists():
                index = tantivy.Index(self._schema, path=str(self._folder))
                index.config_reader(reload_policy="manual")
                self._opened = (inode, index)
            index = self._opened[1]
            index.reload()
        return index

    @contextmanager
    def _writing(self) -> Iterator[tuple[tantivy.Index, tantivy.IndexWriter]]:
        """Hold the folder's file lock for one batch: wait for another writer, commit, let go."""
        index = self._index()
        until = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                writer = index.writer(heap_size=HEAP_BYTES, num_threads=1)
                break
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise
                if time.monotonic() > until:
                    raise EngineDownError("another process has been writing the index for too long") from error
                time.sleep(LOCK_PAUSE)
        try:
            index.reload()
            yield index, writer
            writer.commit()
        finally:
            writer.wait_merging_threads()

    def _versions(self, searcher: tantivy.Searcher, keys: Collection[str]) -> dict[str, int]:
        if not keys:
            return {}
        query = Query.term_set_query(self._schema, "key", list(keys))
        held = [searcher.doc(address) for _score, address in searcher.search(query, limit=len(keys)).hits]
        return {str(document.get_first("key")): int(document.get_first("version") or 0) for document in held}

    def _document(self, document: IndexedDocument) -> tantivy.Document:
        made = tantivy.Document()
        made.add_text("key", document.key)
        made.add_unsigned("version", document.version)
        made.add_text("title", document.title)
        made.add_text("text", document.text)
        for field in ACROSS_FIELDS:
            if words := getattr(document, field):
                made.add_text(field, words)
        if document.sounds:
            made.add_text("sounds", document.sounds)
        for start in document.starts:
            made.add_text("starts", start)
        for audience in document.audiences:
            made.add_text("audiences", audience)
        facets: dict[str, list[str]] = {}
        for name, _sign, value in (facet.partition("=") for facet in document.facets):
            facets.setdefault(name, []).append(value)
        made.add_json("facets", facets)
        made.add_date("sort_at", document.sort_at.astimezone(UTC))
        made.add_date("appeared_at", document.appeared_at.astimezone(UTC))
        for field in ORDER_FIELDS:
            made.add_text(field, getattr(document, field))
        return made

    def versions_of(self, keys: Sequence[str]) -> dict[str, int]:
        """Return the versions last applied of those keys that are held."""
        if not self.is_ready():
            raise IndexMissingError
        return self._versions(self._index().searcher(), keys)

    def count(self) -> int:
        """Return how many documents the index holds."""
        if not self.is_ready():
            raise IndexMissingError
        return int(self._index().searcher().num_docs)

    def apply(self, documents: Iterable[IndexedDocument]) -> int:
        """Replace the documents that are newer than the index's; return how many were."""
        if not self.is_ready():
            raise IndexMissingError
        newest: dict[str, IndexedDocument] = {}
        for document in documents:
            if document.key not in newest or newest[document.key].version < document.version:
                newest[document.key] = document
        with self._writing() as (index, writer):
            held = self._versions(index.searcher(), newest)
            news = [d for d in newest.values() if held.get(d.key, 0) < d.version]
            for document in news:
                writer.delete_documents_by_term("key", document.key)
                writer.add_document(self._document(document))
        return len(news)

    def rebuild(self, documents: Iterable[IndexedDocument], *, only_if_missing: bool = False) -> int:
        """Replace everything in one commit. The documents are read under the lock, so no change made meanwhile is lost:
        its own write comes after.
        """
        count = 0
        with self._writing() as (_index, writer):
            if only_if_missing and self.is_ready():
                return 0
            writer.delete_all_documents()
            for document in documents:
                writer.add_document(self._document(document))
                count += 1
            writer.commit()
            self._mark.touch()
        return count

    def search(self, query: EngineQuery) -> EngineResult:
        """Answer from the newest commit."""
        if not self.is_ready():
            raise IndexMissingError
        searcher, wanted, order = self.prepared(query)
        limit = max(1, min(query.limit, MAX_WINDOW - query.offset))
        found = searcher.search(wanted, limit=limit, offset=query.offset, **order)
        hits = [
            Scored(str(searcher.doc(address).get_first("key")), 0.0 if order else float(score))
            for score, address in found.hits[: query.limit]
        ]
        total = int(found.count or 0)
        translated = total - self._total(searcher, query.own) if total and query.own else 0
        return EngineResult(tuple(hits), total, self._counts(searcher, query), translated)

    def prepared(self, query: EngineQuery) -> tuple[tantivy.Searcher, Query, dict[str, Any]]:
        """Return a searcher of the newest commit, the question in tantivy's words, and how to sort its hits."""
        by = query.sorted_by
        order = {"order_by_field": by, "order": Order.Desc if by in NEWEST_FIRST else Order.Asc} if by else {}
        return self._index().searcher(), self._asked.everything_asked(query, query.filters), order

    def near(self, asked: NearQuery) -> list[str]:
        """Return the keys of public documents that hold something near."""
        if not self.is_ready():
            raise IndexMissingError
        searcher = self._index().searcher()
        found = searcher.search(self._asked.near_to(asked), limit=asked.limit)
        return [str(searcher.doc(address).get_first("key")) for _score, address in found.hits]

    def similar(self, asked: SimilarQuery) -> list[Scored]:
        """Return documents like this one, best first, itself among them."""
        if not self.is_ready():
            raise IndexMissingError
        searcher = self._index().searcher()
        found = searcher.search(self._asked.similar_to(asked), limit=asked.limit)
        hits = [Scored(str(searcher.doc(at).get_first("key")), float(score)) for score, at in found.hits]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))

    def begun(self, asked: BegunQuery) -> list[str]:
        """Return the keys of public documents that begin like this or hold these words in their title."""
        if not self.is_ready():
            raise IndexMissingError
        searcher = self._index().searcher()
        found = searcher.search(self._asked.begun_with(asked), limit=asked.limit)
        return [str(searcher.doc(address).get_first("key")) for _score, address in found.hits]

    def _total(self, searcher: tantivy.Searcher, query: EngineQuery) -> int:
        """Count the hits; quicker than a search, for nothing is ranked."""
        each_once = {"all": {"value_count": {"field": BY_DATE}}}
        return int(searcher.aggregate(self._asked.everything_asked(query, query.filters), each_once)["all"]["value"])

    def _counts(self, searcher: tantivy.Searcher, query: EngineQuery) -> dict[str, dict[str, int]]:
        """Count the values of each facet; facets that are not filtered share one pass."""
        lifted = [facet for facet in query.counted if facet in query.filters]
        open_facets = [facet for facet in query.counted if facet not in query.filters]
        passes = [(query.filters_without(facet), [facet]) for facet in lifted]
        passes += [(dict(query.filters), open_facets)] if open_facets else []
        counts: dict[str, dict[str, int]] = {}
        for filters, facets in passes:
            answer = searcher.aggregate(
                self._asked.everything_asked(query, filters), {facet: _count(facet) for facet in facets}
            )
            for facet in facets:
                buckets = answer[facet]["buckets"]
                counts[facet] = {str(b["key"]): int(b["doc_count"]) for b in buckets if b["doc_count"]}
        return counts


def _count(facet: str) -> dict[str, object]:
    return {"terms": {"field": f"facets.{facet}", "size": MAX_FACET_VALUES}}
