"""Write effects with the change that causes them; do them afterwards, once."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from hub.outbox.enums import QUEUES, State
from hub.outbox.models import OutboxMessage
from hub.outbox.registry import handlers
from hub.outbox.wake import wake

log = logging.getLogger(__name__)

CLAIM_SECONDS = 120
BATCH = 50
MAX_ATTEMPTS = 8
FIRST_RETRY_SECONDS = 5


def enqueue(
    *, kind: str, payload: dict[str, Any], key: str, queue: str = "default", due_at: datetime | None = None
) -> None:
    """Write an effect into the running transaction; it is done after commit. A key that exists is left as it is.

    Raises RuntimeError outside a transaction: an effect without its cause would be a lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("enqueue() belongs inside the transaction of its cause")
    if queue not in QUEUES:
        raise ValueError(f"no queue named {queue!r}")
    now = timezone.now()
    row = OutboxMessage(queue=queue, kind=kind, key=key, payload=payload, created_at=now, due_at=due_at or now)
    OutboxMessage.objects.bulk_create([row], ignore_conflicts=True)
    if due_at is None and settings.HUB_OUTBOX_WAKE != "none":
        transaction.on_commit(lambda: wake(queue))


def drain(queue: str | None = None, *, now: datetime | None = None, limit: int = 10_000) -> int:
    """Do all effects that are due (of one queue, or of all) and return how many were done."""
    done = taken = 0
    while taken < limit:
        moment = now or timezone.now()
        rows = _claim(queue, moment)
        if not rows:
            break
        taken += len(rows)
        done += sum(_perform(row, moment) for row in rows)
    return done


def _claim(queue: str | None, now: datetime) -> list[OutboxMessage]:
    """Take a batch nobody else holds. PostgreSQL skips rows locked by others; SQLite's immediate transaction has one writer."""
    due = Q(state=State.PENDING, due_at__lte=now) | Q(state=State.CLAIMED, claimed_until__lt=now)
    free = OutboxMessage.objects.filter(due)
    if queue:
        free = free.filter(queue=queue)
    if not free.exists():  # no write lock for an empty queue
        return []
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        rows = list(free.select_for_update(skip_locked=skip).order_by("id")[:BATCH])
        ids = [row.pk for row in rows]
        OutboxMessage.objects.filter(pk__in=ids).update(
            state=State.CLAIMED, claimed_until=now + timedelta(seconds=CLAIM_SECONDS)
        )
    return rows


def _perform(row: OutboxMessage, now: datetime) -> bool:
    """Do one effect and mark it; a failure is retried later with growing pauses, then set aside."""
    mine = OutboxMessage.objects.filter(pk=row.pk, state=State.CLAIMED)
    if row.state == State.CLAIMED and not _counts_as_tried(row, mine):
        return False
    try:
        handler = handlers.get(row.kind)
        finished = {
            "state": State.DONE,
            "done_at": now,
            "last_error": "",
            **({"payload": {}} if handler.secret else {}),
        }
        if handler.effect == "database":
            with transaction.atomic():
                if not mine.select_for_update().exists():
                    return False
                handler.function(row.payload, key=row.key, now=now)
                mine.update(**finished)
        else:
            handler.function(row.payload, key=row.key, now=now)
            mine.update(**finished)
    except Exception as error:  # noqa: BLE001 - any failure of an effect must be kept and retried, whatever it is
        attempts = row.attempts + 1
        pause = timedelta(seconds=FIRST_RETRY_SECONDS * 3 ** min(attempts - 1, 6))
        mine.update(
            state=State.PARKED if attempts >= MAX_ATTEMPTS else State.PENDING,
            attempts=attempts,
            due_at=now + pause,
            last_error=f"{type(error).__name__}: {error}"[:300],
        )
        log.warning("outbox %s failed (attempt %s): %s", row.kind, attempts, type(error).__name__)
        return False
    return True


def _counts_as_tried(row: OutboxMessage, mine: QuerySet[OutboxMessage]) -> bool:
    """Count a try that was lost with its worker; return whether another one is left. An effect that kills workers is parked."""
    row.attempts += 1
    left = row.attempts < MAX_ATTEMPTS
    lost = {} if left else {"state": State.PARKED, "last_error": "its workers ended in the middle, again and again"}
    mine.update(attempts=row.attempts, **lost)
    return left
