"""The engine of larger installations: Elasticsearch 8, by its official client.

Only what a bare node has: no scripts, no reindex, no delete by query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError, dsl
from elasticsearch.dsl import query as q

from search.engines import elastic_writing as writing
from search.engines.base import (
    BY_APPEARANCE,
    MAX_FACET_VALUES,
    MAX_WINDOW,
    NEWEST_FIRST,
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
    SimilarQuery,
)
from search.engines.elastic_writing import SERVER_ERROR, TOO_MANY
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

TIMEOUT = 2.0
BUILD_TIMEOUT = 60.0
P = ParamSpec("P")
R = TypeVar("R")


class _Row(dsl.Document):  # type: ignore[misc]
    """The mapping. Text arrives analysed, so the engine only splits at spaces."""

    title = dsl.Text(analyzer="whitespace", index_options="freqs")
    text = dsl.Text(analyzer="whitespace", index_options="freqs")
    only_english = dsl.Text(analyzer="whitespace", index_options="freqs")
    only_chinese = dsl.Text(analyzer="whitespace", index_options="freqs")
    sounds = dsl.Text(analyzer="whitespace", index_options="freqs")
    starts = dsl.Keyword()
    audiences = dsl.Keyword()
    facets = dsl.Keyword()
    sort_at = dsl.Date()
    appeared_at = dsl.Date()
    by_number = dsl.Keyword()
    by_title_en = dsl.Keyword()
    by_title_zh = dsl.Keyword()
    key = dsl.Keyword()

    class Meta:
        dynamic = dsl.MetaField("strict")


@lru_cache(maxsize=4)
def _client(url: str) -> Elasticsearch:
    return Elasticsearch(url, request_timeout=TIMEOUT, max_retries=0, retry_on_timeout=False)


def _translated(function: Callable[P, R]) -> Callable[P, R]:
    """Turn the client's errors into ours; a mistake of ours (another 4xx) stays what it is."""

    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except NotFoundError as error:
            raise IndexMissingError(str(error)) from error
        except TransportError as error:
            raise EngineDownError(str(error)) from error
        except ApiError as error:
            if error.status_code == TOO_MANY or error.status_code >= SERVER_ERROR:
                raise EngineDownError(str(error)) from error
            raise

    return call


class ElasticEngine:
    """An alias `<prefix>-v<schema>` over one index with the time of its building in its name."""

    name: str = EngineName.ELASTICSEARCH

    def __init__(self, url: str, prefix: str) -> None:
        self._url = url
        self._alias = f"{prefix}-v{SCHEMA_VERSION}"

    @property
    def _es(self) -> Elasticsearch:
        return _client(self._url)

    @_translated
    def is_ready(self) -> bool:
        """Whether the alias stands."""
        return bool(self._es.indices.exists_alias(name=self._alias))

    @_translated
    def versions_of(self, keys: Sequence[str]) -> dict[str, int]:
        """Return the versions last applied of those keys that are held."""
        if not keys:
            return {}
        found = self._es.mget(index=self._alias, ids=list(keys), source=False).body["docs"]
        if any("error" in document for document in found):
            raise IndexMissingError(self._alias)
        return {document["_id"]: int(document["_version"]) for document in found if document["found"]}

    @_translated
    def count(self) -> int:
        """Return how many documents the index holds."""
        return int(self._es.count(index=self._alias)["count"])

    @_translated
    def apply(self, documents: Iterable[IndexedDocument]) -> int:
        """Write with external versions: the server refuses what is not newer."""
        return writing.apply(self._es, self._alias, documents)

    @_translated
    def rebuild(self, documents: Iterable[IndexedDocument], *, only_if_missing: bool = False) -> int:
        """Fill a new index and move the alias to it in one step; the old one is dropped when no reader can be asking it."""
        if only_if_missing and self.is_ready():
            return 0
        client = self._es.options(request_timeout=BUILD_TIMEOUT)
        return writing.rebuild(client, self._alias, _Row, documents, grace=TIMEOUT)

    @_translated
    def remove(self) -> None:
        """Drop the index and its alias."""
        writing.drop(self._es, writing.indexes(self._es, self._alias))

    @_translated
    def search(self, query: EngineQuery) -> EngineResult:
        """Answer with one request."""
        answer = self.prepared(query).execute().to_dict()
        hits = tuple(Scored(hit["_id"], float(hit["_score"] or 0)) for hit in answer["hits"]["hits"])
        counts, total = answer.get("aggregations", {}), int(answer["hits"]["total"]["value"])
        translated = total - counts["own"]["doc_count"] if query.own else 0
        return EngineResult(hits, total, dict(_counts(query.counted, counts)), translated)

    def prepared(self, query: EngineQuery) -> dsl.Search:
        """Return the request: the facets filter after the query, so that each can be lifted for its own counts."""
        filters = {facet: _any_of("facets", _words(facet, values)) for facet, values in query.filters.items()}
        search = dsl.Search(using=self._es, index=self._alias).query(_scored(query))
        search = search.post_filter(q.Bool(filter=list(filters.values()))).source(False)
        search = search.extra(track_total_hits=True, track_scores=True)
        search = search.sort(_order(query.sorted_by), "key")
        for number, facet in enumerate(query.counted):
            others = [wanted for name, wanted in filters.items() if name != facet]
            counts = search.aggs.bucket(f"f{number}", "filter", filter=q.Bool(filter=others))
            counts.bucket("values", "terms", field="facets", size=MAX_FACET_VALUES, include=f"{facet}=.*")
        if query.own:
            search.aggs.bucket("own", "filter", filter=q.Bool(filter=[_scored(query.own), *filters.values()]))
        limit = max(0, min(query.limit, MAX_WINDOW - query.offset))
        return search[query.offset : query.offset + limit]

    @_translated
    def near(self, asked: NearQuery) -> list[str]:
        """Return the keys of public documents that hold something near."""
        near = [_near(asked, token) for token in asked.tokens]
        query = q.Bool(filter=[_any_of("audiences", [PUBLIC])], must=near)
        search = dsl.Search(using=self._es, index=self._alias).query(query).source(False).sort("_score", "key")
        answer = search[: asked.limit].execute().to_dict()
        return [str(hit["_id"]) for hit in answer["hits"]["hits"]]

    @_translated
    def similar(self, asked: SimilarQuery) -> list[Scored]:
        """Return documents like this one, best first, itself among them."""
        filters = [_any_of("audiences", sorted(asked.audiences)), _any_of("facets", _words(TYPE, asked.types))]
        ways = [q.Bool(must=[_token(token)], boost=weight) for token, weight in asked.words]
        ways += [q.ConstantScore(filter=_any_of("text", tokens), boost=constant) for tokens, constant in asked.facts]
        ways += [_across(across) for across in asked.across]
        query = q.Bool(filter=filters, should=ways, minimum_should_match=1)
        search = dsl.Search(using=self._es, index=self._alias).query(query).source(False).sort("_score", "key")
        answer = search[: asked.limit].extra(track_total_hits=False).execute().to_dict()
        return [Scored(str(hit["_id"]), float(hit["_score"])) for hit in answer["hits"]["hits"]]

    @_translated
    def begun(self, asked: BegunQuery) -> list[str]:
        """Return the keys of public documents that begin like this or hold these words in their title."""
        filters = [_any_of("audiences", [PUBLIC])]
        if asked.types:
            filters.append(_any_of("facets", _words(TYPE, asked.types)))
        query = q.Bool(filter=filters, must=[_begun(asked.beginning)])
        search = dsl.Search(using=self._es, index=self._alias).query(query).source(False).sort("_score", "key")
        answer = search[: asked.limit].execute().to_dict()
        return [str(hit["_id"]) for hit in answer["hits"]["hits"]]


def _near(asked: NearQuery, token: str) -> q.Query:
    if asked.steps:  # unranked: the best terms of the whole index would be those of hidden texts too
        return q.Fuzzy(**{asked.field: {"value": token, "fuzziness": asked.steps, "rewrite": "constant_score"}})
    return q.Term(**{asked.field: {"value": token}})


def _begun(beginning: Beginning) -> q.Query:
    start = q.ConstantScore(filter=q.Prefix(starts=beginning.whole), boost=START_SCORE)
    words: list[q.Query] = [q.Term(title={"value": token}) for token in beginning.tokens]
    if beginning.last:
        ways = [q.Prefix(title=beginning.last), q.Term(title={"value": beginning.last_token})]
        words.append(q.Bool(should=ways, minimum_should_match=1))
    return q.Bool(should=[start, *([q.Bool(must=words)] if words else [])], minimum_should_match=1)


def _counts(counted: tuple[str, ...], answer: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, int]]]:
    for number, facet in enumerate(counted):
        buckets = answer[f"f{number}"]["values"]["buckets"]
        yield facet, {bucket["key"].partition("=")[2]: bucket["doc_count"] for bucket in buckets}


def _order(field: str) -> str:
    return f"-{field}" if field in NEWEST_FIRST else field or "_score"


def _words(facet: str, values: Iterable[str]) -> list[str]:
    return [f"{facet}={value}" for value in values]


def _any_of(field: str, values: Iterable[str]) -> q.Query:
    return q.Terms(**{field: list(values)})


def _scored(query: EngineQuery) -> q.Query:
    held: list[q.Query] = [_any_of("audiences", sorted(query.audiences))]
    if query.since_second:
        held.append(q.Range(**{BY_APPEARANCE: {"gte": query.since_second.isoformat()}}))
    if not query.terms:
        return q.Bool(filter=held)
    asked = clauses_of(query.terms)
    clauses: list[q.Query] = [_clause(clause) for clause in asked]
    least = least_of(asked, query.share)
    if least > 1:
        clauses = [q.Bool(should=clauses, minimum_should_match=least)]
    if query.across:
        clauses += [_across(across) for across in across_of(query.terms, query.share)]
    clauses += [
        q.DisMax(queries=[_way(way) for way in ways]) for ways in ways_of(query.terms, query.share, across=query.across)
    ]
    return q.Bool(filter=held, should=clauses, minimum_should_match=1)


def _across(across: Across) -> q.Query:
    groups = [_group(across.field, group) for group in across.groups]
    return q.Bool(should=groups, minimum_should_match=across.minimum)


def _group(field: str, group: Group) -> q.Query:
    tokens = [q.Term(**{field: {"value": token}}) for token in group.tokens]
    return q.Bool(should=tokens, minimum_should_match=1, boost=group.weight * ACROSS_BOOST)


def _way(way: Way) -> q.Query:
    held = [q.Term(text={"value": token}) for token in way.held]
    return q.Bool(must=[_token(token) for token in way.tokens], filter=held, boost=way.weight)


def _clause(clause: Clause) -> q.Query:
    tokens: list[q.Query] = [_token(token) for token in clause.tokens]
    if clause.constants:
        pairs = zip(tokens, clause.constants, strict=True)
        tokens = [q.ConstantScore(filter=token, boost=constant) for token, constant in pairs]
    return q.Bool(should=tokens, minimum_should_match=1)


def _token(token: str) -> q.Query:
    title = q.Term(title={"value": token, "boost": TITLE_BOOST})
    return q.Bool(must=[q.Term(text={"value": token})], should=[title])
