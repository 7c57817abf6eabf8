"""Effects made for the tests, each known by the outbox for one test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from hub.outbox.registry import Effect, Handler, handlers
from hub.outbox.services import enqueue

NOON = datetime(2030, 11, 20, 12, 0, tzinfo=UTC)  # later than any moment at which a test writes its rows
Effects = Callable[..., list[str]]


@pytest.fixture
def effect() -> Iterator[Effects]:
    """Declare an effect of a kind: it notes the keys it was called with and then does `work(payload)`."""
    known: list[str] = []

    def declare(
        kind: str, work: Callable[[Any], None] | None = None, where: Effect = "database", secret: bool = False
    ) -> list[str]:
        calls: list[str] = []

        def run(payload: dict[str, Any], *, key: str, now: datetime) -> None:
            calls.append(key)
            if work:
                work(payload)

        handlers.add(kind, Handler(run, where, secret))
        known.append(kind)
        return calls

    yield declare
    for kind in known:
        del handlers._entries[kind]


@pytest.fixture
def put() -> Callable[..., None]:
    """Write one effect in a transaction of its own."""

    def write(kind: str, key: str, payload: dict[str, Any] | None = None, **more: Any) -> None:
        with transaction.atomic():
            enqueue(kind=kind, key=key, payload=payload or {}, **more)

    return write
