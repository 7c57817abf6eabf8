"""The embedded engine: tantivy in a folder. One process writes at a time, any number read."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Order, Query

from search.engines.base import (
    ACROSS_FIELDS,
    BY_APPEARANCE,
    MAX_FACET_VALUES,
    MAX_WINDOW,
    NEWEST_FIRST,
    ORDER_FIELDS,
    SCHEMA_VERSION,
    TYPE,
    BegunQuery,
    EngineDownError,
    EngineQuery,
    EngineResult,
    IndexedDocument,
    IndexMissingError,
    NearQuery,
    Scored,
)
from search.engines.plan import (
    ACROSS_BOOST,
    START_SCORE,
    TITLE_BOOST,
    Across,
    Clause,
    Way,
    across_of,
    clauses_of,
    least_of,
    ways_of,
)
from search.enums import EngineName
from search.glossary.pivot import Group
from search.registry import PUBLIC
from search.starting import Beginning

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
        return EngineResult(tuple(hits), int(found.count or 0), self._counts(searcher, query))

    def prepared(self, query: EngineQuery) -> tuple[tantivy.Searcher, Query, dict[str, Any]]:
        """Return a searcher of the newest commit, the question in tantivy's words, and how to sort its hits."""
        by = query.sorted_by
        order = {"order_by_field": by, "order": Order.Desc if by in NEWEST_FIRST else Order.Asc} if by else {}
        return self._index().searcher(), self._query(query, query.filters), order

    def near(self, asked: NearQuery) -> list[str]:
        """Return the keys of public documents that hold something near."""
        if not self.is_ready():
            raise IndexMissingError
        searcher = self._index().searcher()
        held = [(Occur.Must, self._near(asked, token)) for token in asked.tokens]
        query = Query.boolean_query([(Occur.Must, self._any_of("audiences", [PUBLIC])), *held])
        found = searcher.search(query, limit=asked.limit)
        return [str(searcher.doc(address).get_first("key")) for _score, address in found.hits]

    def _near(self, asked: NearQuery, token: str) -> Query:
        if asked.steps:
            return Query.fuzzy_term_query(self._schema, asked.field, token, distance=asked.steps)
        return Query.term_query(self._schema, asked.field, token, "freq")

    def begun(self, asked: BegunQuery) -> list[str]:
        """Return the keys of public documents that begin like this or hold these words in their title."""
        if not self.is_ready():
            raise IndexMissingError
        searcher = self._index().searcher()
        parts = [(Occur.Must, self._any_of("audiences", [PUBLIC]))]
        if asked.types:
            parts.append((Occur.Must, self._any_of(f"facets.{TYPE}", list(asked.types))))
        found = searcher.search(
            Query.boolean_query([*parts, (Occur.Must, self._begun(asked.beginning))]), limit=asked.limit
        )
        return [str(searcher.doc(address).get_first("key")) for _score, address in found.hits]

    def _begun(self, beginning: Beginning) -> Query:
        start = Query.const_score_query(self._prefix("starts", beginning.whole), START_SCORE)
        words = [(Occur.Must, Query.term_query(self._schema, "title", token, "freq")) for token in beginning.tokens]
        if beginning.last:
            ways = [self._prefix("title", beginning.last)]
            ways += [Query.term_query(self._schema, "title", beginning.last_token, "freq")]
            words.append((Occur.Must, Query.boolean_query([(Occur.Should, way) for way in ways])))
        held = [(Occur.Should, Query.boolean_query(words))] if words else []
        return Query.boolean_query([(Occur.Should, start), *held])

    def _prefix(self, field: str, text: str) -> Query:
        """Terms of a field that begin with a text."""
        return Query.regex_query(self._schema, field, f"{re.escape(text)}.*")

    def _counts(self, searcher: tantivy.Searcher, query: EngineQuery) -> dict[str, dict[str, int]]:
        """Count the values of each facet; facets that are not filtered share one pass."""
        lifted = [facet for facet in query.counted if facet in query.filters]
        open_facets = [facet for facet in query.counted if facet not in query.filters]
        passes = [(query.filters_without(facet), [facet]) for facet in lifted]
        passes += [(dict(query.filters), open_facets)] if open_facets else []
        counts: dict[str, dict[str, int]] = {}
        for filters, facets in passes:
            answer = searcher.aggregate(self._query(query, filters), {facet: _count(facet) for facet in facets})
            for facet in facets:
                buckets = answer[facet]["buckets"]
                counts[facet] = {str(b["key"]): int(b["doc_count"]) for b in buckets if b["doc_count"]}
        return counts

    def _query(self, query: EngineQuery, filters: Mapping[str, tuple[str, ...]]) -> Query:
        parts = [(Occur.Must, self._any_of("audiences", sorted(query.audiences)))]
        for facet, values in filters.items():
            parts.append((Occur.Must, self._any_of(f"facets.{facet}", list(values))))
        if query.since_second:
            parts.append((Occur.Must, self._since(query.since_second)))
        if query.terms:
            parts.append((Occur.Must, self._scored(query)))
        return Query.boolean_query(parts)

    def _since(self, second: datetime) -> Query:
        later = Query.range_query(self._schema, BY_APPEARANCE, FieldType.Date, lower_bound=second, upper_bound=None)
        return Query.const_score_query(later, 0.0)

    def _scored(self, query: EngineQuery) -> Query:
        """Enough of the words themselves, or enough of what they mean in the other language."""
        asked = clauses_of(query.terms)
        clauses = [(Occur.Should, self._clause(clause)) for clause in asked]
        least = least_of(asked, query.share)
        if least > 1:
            clauses = [(Occur.Should, Query.boolean_query(clauses, minimum_number_should_match=least))]
        if query.across:
            clauses += [(Occur.Should, self._across(across)) for across in across_of(query.terms, query.share)]
        others = ways_of(query.terms, query.share, across=query.across)
        best = (Query.disjunction_max_query([self._way(way) for way in ways], 0.0) for ways in others)
        clauses += [(Occur.Should, ways) for ways in best]
        return Query.boolean_query(clauses, minimum_number_should_match=1)

    def _any_of(self, field: str, values: list[str]) -> Query:
        """A filter: it admits and adds nothing to the score."""
        return Query.const_score_query(Query.term_set_query(self._schema, field, values), 0.0)

    def _clause(self, clause: Clause) -> Query:
        tokens = [(Occur.Should, self._token(token)) for token in clause.tokens]
        if clause.constants:
            pairs = zip(tokens, clause.constants, strict=True)
            tokens = [(occur, Query.const_score_query(token, constant)) for (occur, token), constant in pairs]
        return Query.boolean_query(tokens, minimum_number_should_match=1)

    def _across(self, across: Across) -> Query:
        groups = [(Occur.Should, self._group(across.field, group)) for group in across.groups]
        return Query.boolean_query(groups, minimum_number_should_match=across.minimum)

    def _group(self, field: str, group: Group) -> Query:
        tokens = [(Occur.Should, Query.term_query(self._schema, field, token, "freq")) for token in group.tokens]
        return Query.boost_query(Query.boolean_query(tokens), group.weight * ACROSS_BOOST)

    def _way(self, way: Way) -> Query:
        held = [(Occur.Must, Query.const_score_query(self._token(token), 0.0)) for token in way.held]
        scored = [(Occur.Must, self._token(token)) for token in way.tokens]
        return Query.boost_query(Query.boolean_query([*scored, *held]), way.weight)

    def _token(self, token: str) -> Query:
        title = Query.boost_query(Query.term_query(self._schema, "title", token, "freq"), TITLE_BOOST)
        text = Query.term_query(self._schema, "text", token, "freq")
        return Query.boolean_query([(Occur.Must, text), (Occur.Should, title)])


def _count(facet: str) -> dict[str, object]:
    return {"terms": {"field": f"facets.{facet}", "size": MAX_FACET_VALUES}}
