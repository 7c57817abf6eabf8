"""Which engine answers: Elasticsearch where one is named, else the embedded index; and what when it is silent."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from django.conf import settings

from search.engines.base import (
    BegunQuery,
    Engine,
    EngineDownError,
    EngineQuery,
    EngineResult,
    IndexMissingError,
    NearQuery,
    Scored,
    SimilarQuery,
)
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.enums import EngineName

T = TypeVar("T")
log = logging.getLogger(__name__)

SILENT_SECONDS = 30.0


class Breaker:
    """After a failure the engine is left alone for a while, so that not every reader waits for its timeout."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._until: dict[str, float] = {}

    def is_open(self, name: str) -> bool:
        """Whether the engine of that name is being left alone."""
        return time.monotonic() < self._until.get(name, 0.0)

    def trip(self, name: str) -> None:
        """Leave the engine alone from now."""
        with self._lock:
            self._until[name] = time.monotonic() + self._seconds

    def reset(self) -> None:
        """Try every engine again."""
        with self._lock:
            self._until.clear()


breaker = Breaker(SILENT_SECONDS)


@lru_cache(maxsize=8)
def _embedded(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)


@lru_cache(maxsize=8)
def _elastic(url: str, prefix: str) -> ElasticEngine:
    return ElasticEngine(url, prefix)


def get_engine(name: str) -> Engine:
    """Return the engine of that name under the present settings. Raises LookupError when it is not configured."""
    if name == EngineName.EMBEDDED:
        return _embedded(Path(settings.HUB_SEARCH_INDEX_DIR))
    if name == EngineName.ELASTICSEARCH and settings.ELASTICSEARCH_URL:
        return _elastic(settings.ELASTICSEARCH_URL, settings.HUB_SEARCH_PREFIX)
    raise LookupError(f"no search engine {name!r} is configured")


def followers() -> list[str]:
    """Return the names of the engines that follow the search documents; the one that answers first."""
    return [EngineName.ELASTICSEARCH, EngineName.EMBEDDED] if settings.ELASTICSEARCH_URL else [EngineName.EMBEDDED]


class Answer(NamedTuple):
    """A result, and which engine stood in because the first was silent or not yet built (each "" when none)."""

    result: EngineResult
    silent: str = ""
    unbuilt: str = ""


def ask(query: EngineQuery) -> Answer:
    """Ask the first engine that answers. Raises IndexMissingError when the embedded one is asked and has no index."""
    return Answer(*_first(lambda engine: engine.search(query)))


def begun(asked: BegunQuery) -> list[str]:
    """Ask the first engine that answers for beginnings. Raises IndexMissingError as `ask` does."""
    keys, _silent, _unbuilt = _first(lambda engine: engine.begun(asked))
    return keys


def near(asked: NearQuery) -> list[str]:
    """Ask the first engine that answers for what is near. Raises IndexMissingError as `ask` does."""
    keys, _silent, _unbuilt = _first(lambda engine: engine.near(asked))
    return keys


def similar(asked: SimilarQuery) -> list[Scored]:
    """Ask the first engine that answers for what is like a document. Raises IndexMissingError as `ask` does."""
    hits, _silent, _unbuilt = _first(lambda engine: engine.similar(asked))
    return hits


def _first(question: Callable[[Engine], T]) -> tuple[T, str, str]:
    """Put a question to the first engine that answers: the answer, and who was silent or not yet built before it."""
    first = followers()[0]
    silent = unbuilt = ""
    if first != EngineName.EMBEDDED:
        if breaker.is_open(first):
            silent = first
        else:
            try:
                return question(get_engine(first)), "", ""
            except EngineDownError as error:
                log.warning("search engine %s does not answer: %s", first, type(error.__cause__ or error).__name__)
                breaker.trip(first)
                silent = first
            except IndexMissingError:
                unbuilt = first
    return question(get_engine(EngineName.EMBEDDED)), silent, unbuilt
