"""Filling an engine from the search documents, which are the truth."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hub.outbox.services import enqueue
from search.engines import get_engine
from search.engines.base import SCHEMA_VERSION, IndexedDocument
from search.models import SearchDocument

CHUNK = 500

_asked_for: dict[str, datetime] = {}
_asking = threading.Lock()


def documents() -> Iterator[IndexedDocument]:
    """Read every document, a chunk at a time."""
    rows, last = SearchDocument.objects.order_by("pk"), 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield from map(IndexedDocument.of, chunk)
        last = chunk[-1].pk


def build(name: str, *, only_if_missing: bool = False) -> int:
    """Build an engine's index from the documents and return how many it holds. Changes made meanwhile are in it.

    Raises EngineDownError, and LookupError for an engine that is not configured.
    """
    return get_engine(name).rebuild(documents(), only_if_missing=only_if_missing)


def request_build(name: str) -> None:
    """Let a worker build an index that a reader found missing; asked for at most once in ten minutes."""
    now = timezone.now()
    with _asking:
        before = _asked_for.get(name)
        if before and now - before < timedelta(minutes=10):
            return
        _asked_for[name] = now
    key = f"search.build.{name}:v{SCHEMA_VERSION}:{now:%Y%m%d%H%M}"
    with transaction.atomic():
        enqueue(kind="search.build", payload={"engine": name}, key=key, queue="search")
