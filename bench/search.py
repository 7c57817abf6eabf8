"""Answers of the search over 100,000 documents, on both engines, beside the engines' own time in the same run.

A question goes the whole way: it is parsed, asked, its facets counted, the hits read again from the database and marked. The
engine's own time is that of the same question inside the engine: for the embedded one its bare search without counts, for
Elasticsearch what it says itself (`took`). Questions: in English and Chinese, common and rare words, numbers, whole sentences,
with two facets, sorted, through translation; each counts with the median of its rounds. What happens in this process is taken
in seconds of the processor, like that of pages: what the server has to do, whatever else the machine does; Elasticsearch by
the clock on the wall. BENCH_DOCUMENTS makes a smaller site for a quick look.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import translation

from bench import _texts
from bench._site import AUDIENCES, fill, set_up
from bench.figures import Figure, p95

DOCUMENTS = int(os.environ.get("BENCH_DOCUMENTS", "100000"))
ROUNDS = 5
TIMES, MORE_MS = 2.0, 15.0
SUGGESTIONS_MS = 50.0
CLOCKS = {"embedded": time.process_time, "elasticsearch": time.perf_counter}
TYPED = "battery|固态电池|gb/t 1|GB10|iso 2|test m|sa|a|wind turbine bl|热|电动汽车用|石墨烯涂|t/zsa 1|medical|qi|c|通用 规|heat pump fo|1"


class Asked(NamedTuple):
    """A question: its words, the reader's language, types, facets and order."""

    text: str
    language: str
    types: tuple[str, ...] = ()
    facets: dict[str, tuple[str, ...]] = {}
    order: str = "relevance"


def questions() -> list[Asked]:
    """Return the mixed list."""
    return [*_words(), *_narrowed()]


def _words() -> Iterator[Asked]:
    for at in range(20):
        thing, aspect, sort = _texts.THINGS[3 * at], _texts.ASPECTS[at], _texts.KINDS[at % 10]
        yield Asked(f"{thing[0]} {sort[0]}", "en")
        yield Asked(f"{thing[1]}{aspect[1]}{sort[1]}", "zh-hans")
        yield Asked(aspect[at % 2], "zh-hans" if at % 4 < 2 else "en")
    for at in range(15):
        made = _texts.document(37 * at)
        yield Asked(made.number if at % 3 else made.number.replace(" ", "").lower(), "en")
        yield Asked((made.body_en.split() or ["standard"])[-1] if at % 2 else made.title_zh[-8:] or "标准", "zh-hans")
    yield from (Asked(text, "zh-hans" if at % 2 else "en") for at, text in enumerate(_texts.sentences(16)))


def _narrowed() -> Iterator[Asked]:
    for at in range(20):
        facets = {"status": ("in-force",), "ics": (f"{5 * (at % 17) + 1:02}", "11")}
        text = _texts.THINGS[at][at % 2] if at % 5 else ""
        yield Asked(text, "zh-hans" if at % 2 else "en", ("standard",), facets)
    for at, order in enumerate(("newest", "title", "number") * 4):
        yield Asked(_texts.KINDS[at % 10][at % 2], "zh-hans" if at % 2 else "en", ("standard",), {}, order)


def _find(asked: Asked) -> Any:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 - only after set-up

    from search.queries import find  # noqa: PLC0415

    with translation.override(asked.language):
        return find(
            text=asked.text,
            user=AnonymousUser(),
            audiences=AUDIENCES,
            language=asked.language,
            types=asked.types,
            facets=asked.facets,
            order=asked.order,
        )


def _engine_query(asked: Asked) -> Any:
    """Return what a question asks of the engine first."""
    from search import engines  # noqa: PLC0415

    seen: list[Any] = []
    usual = engines.ask

    def noting(query: Any) -> Any:
        seen.append(query)
        return usual(query)

    engines.ask = noting
    try:
        _find(asked)
    finally:
        engines.ask = usual
    return seen[0]


def _bare_embedded(query: Any) -> Callable[[], float]:
    """Return what measures the bare search of a question: seconds."""
    from search.engines import get_engine  # noqa: PLC0415

    engine: Any = get_engine("embedded")
    searcher, asked, order = engine.prepared(query)

    def run() -> float:
        begin = time.process_time()
        searcher.search(asked, limit=query.limit, offset=query.offset, **order)
        return time.process_time() - begin

    return run


def _took(query: Any) -> Callable[[], float]:
    """Return what asks Elasticsearch and reads the time it says it took: seconds."""
    from search.engines import get_engine  # noqa: PLC0415

    engine: Any = get_engine("elasticsearch")
    return lambda: float(engine.prepared(query).execute().took) / 1000


def measure(name: str) -> None:
    """Measure one engine and say its figures."""
    asked, clock = questions(), CLOCKS[name]
    own_time = {"embedded": _bare_embedded, "elasticsearch": _took}[name]
    bare = [own_time(_engine_query(one)) for one in asked]
    for one, run in zip(asked, bare, strict=True):
        if not _find(one).total:
            print(f"no hits: {one}", file=sys.stderr)
        run()
    ways: list[list[float]] = [[] for _one in asked]
    floors: list[list[float]] = [[] for _one in asked]
    for _round in range(ROUNDS):
        for at, (one, run) in enumerate(zip(asked, bare, strict=True)):
            begin = clock()
            _find(one)
            ways[at].append(clock() - begin)
            floors[at].append(run())
    _say(name, asked, [statistics.median(taken) for taken in ways], [statistics.median(taken) for taken in floors])


def _say(name: str, asked: list[Asked], ways: list[float], floors: list[float]) -> None:
    """Say p95 and median of the questions, of each its median of the rounds."""
    if os.environ.get("BENCH_SLOWEST"):
        for way, floor, one in sorted(zip(ways, floors, asked, strict=True), reverse=True)[:15]:
            print(f"{1000 * way:8.1f} ms, engine {1000 * floor:8.1f} ms  {one}", file=sys.stderr)
    way, floor = p95(ways), p95(floors)
    what = f"{len(asked)} questions to {DOCUMENTS:,} documents, {name}"
    bound = TIMES * floor + MORE_MS
    beside = f"the engine alone (bound {bound:.1f} ms)"
    Figure("search", f"p95 of {what}", way, "ms", floor, beside, way / bound, at_most=1).say()
    Figure("search", f"median of {what}", 1000 * statistics.median(ways), "ms",
           1000 * statistics.median(floors), "the engine alone", statistics.median(ways) / statistics.median(floors)).say()  # fmt: skip


def measure_suggestions(name: str) -> None:
    """Measure what is offered while somebody types."""
    from search.suggesting import suggest  # noqa: PLC0415

    typed = [(text, language) for text in TYPED.split("|") for language in ("en", "zh-hans")]
    taken: list[list[float]] = [[] for _one in typed]
    for _round in range(ROUNDS + 1):
        for at, (text, language) in enumerate(typed):
            begin = CLOCKS[name]()
            with translation.override(language):
                suggest(text, language)
            taken[at].append(CLOCKS[name]() - begin)
    way = p95([statistics.median(times[1:]) for times in taken])
    what = f"p95 of suggestions among {DOCUMENTS:,} documents, {name}"
    Figure("search", what, way, "ms", SUGGESTIONS_MS, "asked for", way / SUGGESTIONS_MS, at_most=1).say()


def main() -> int:
    """Measure the embedded engine, and Elasticsearch where bin/services started one."""
    set_up("search")
    url = os.environ.get("HUB_TEST_ELASTICSEARCH_URL", "")
    fill(DOCUMENTS, ["embedded"])
    measure("embedded")
    measure_suggestions("embedded")
    if not url:
        print("HUB_TEST_ELASTICSEARCH_URL is not set: Elasticsearch was NOT measured", file=sys.stderr)
        return 1
    settings.ELASTICSEARCH_URL, settings.HUB_SEARCH_PREFIX = url, f"bench-{os.getpid()}"
    from search.engines import get_engine  # noqa: PLC0415

    engine: Any = get_engine("elasticsearch")
    try:
        fill(DOCUMENTS, ["elasticsearch"])
        measure("elasticsearch")
        measure_suggestions("elasticsearch")
    finally:
        engine.remove()
    return 0


if __name__ == "__main__":
    sys.exit(main())
