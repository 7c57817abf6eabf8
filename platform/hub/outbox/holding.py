"""Keep back what leaves the house while an act can still be undone: then undo means that nobody was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from hub.outbox.enums import State
from hub.outbox.models import OutboxMessage
from hub.outbox.registry import handlers

STAYS_INSIDE = ("search", "realtime")  # the index and open pages follow at once, and follow back


@dataclass
class Hold:
    """Until when effects are held, and the keys of those that are."""

    until: datetime
    keys: list[str] = field(default_factory=list)


_hold: ContextVar[Hold | None] = ContextVar("outbox_hold", default=None)


@contextmanager
def holding(until: datetime) -> Iterator[Hold]:
    """Hold every mail and every call to others that is enqueued inside until a moment; the keys are in the result."""
    hold = Hold(until)
    token = _hold.set(hold)
    try:
        yield hold
    finally:
        _hold.reset(token)


def held_until(kind: str, queue: str, key: str) -> datetime | None:
    """Note an effect that is being written and return until when it is held; None when it is not."""
    hold = _hold.get()
    handler = handlers.find(kind)
    leaves = queue == "mail" or (queue not in STAYS_INSIDE and handler is not None and handler.effect == "outside")
    if hold is None or not leaves:
        return None
    hold.keys.append(key)
    return hold.until


def is_holding() -> bool:
    """Whether effects are being held just now."""
    return _hold.get() is not None


def take_back(keys: Sequence[str]) -> bool:
    """Remove held effects from the running transaction's database, all or none; False when one is on its way already.

    Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("take_back() belongs inside the transaction that undoes their cause")
    rows = OutboxMessage.objects.select_for_update().filter(key__in=keys, state=State.PENDING, attempts=0)
    found = [row.pk for row in rows]
    if len(found) < len(set(keys)):
        return False
    OutboxMessage.objects.filter(pk__in=found).delete()
    return True
