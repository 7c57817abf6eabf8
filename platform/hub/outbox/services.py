"""Write effects with the change that causes them; take parked ones up again or give them up; forget old ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from hub.common.actors import Actor
from hub.outbox.draining import drain
from hub.outbox.enums import QUEUES, DropReason, State
from hub.outbox.holding import held_until
from hub.outbox.models import OutboxMessage
from hub.outbox.wake import wake
from hub.outbox.witness import witnesses

__all__ = ["NotParked", "drain", "drop_parked", "enqueue", "forget_ended", "retry_parked"]
FORGET_BATCH = 1000


class NotParked(Exception):
    """The effect is not parked (any more): somebody else retried or dropped it."""


def enqueue(
    *,
    kind: str,
    payload: dict[str, Any],
    key: str,
    queue: str = "default",
    due_at: datetime | None = None,
    ordered_by: str = "",
) -> None:
    """Write an effect into the running transaction; it is done after commit. A key that exists is left as it is (for as
    long as the row is kept: HUB_OUTBOX_KEEP_DAYS after it was done).

    Effects with the same `ordered_by` (for example "conversation:abc") are done one after the other as they were
    written, across queues; one that is parked holds up those behind it. Raises RuntimeError outside a transaction: an
    effect without its cause would be a lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("enqueue() belongs inside the transaction of its cause")
    if queue not in QUEUES:
        raise ValueError(f"no queue named {queue!r}")
    if ordered_by and connection.vendor == "postgresql":
        # Ids are given before commit: without this, the later of two writers could commit (and be done) first.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"outbox:{ordered_by}"])
    now = timezone.now()
    if held := held_until(kind, queue, key):
        due_at = max(held, due_at or held)
    row = OutboxMessage(
        queue=queue,
        kind=kind,
        key=key,
        payload=payload,
        ordered_by=ordered_by,
        created_at=now,
        due_at=due_at or now,
    )
    OutboxMessage.objects.bulk_create([row], ignore_conflicts=True)
    if due_at is None and settings.HUB_OUTBOX_WAKE != "none":
        _wake_once_after_commit(queue)


def _wake_once_after_commit(queue: str) -> None:
    """Announce a queue once for a transaction, however many effects it writes."""
    here = set(connection.savepoint_ids)
    for entry in connection.run_on_commit:
        savepoints, function = entry[0], entry[1]
        if isinstance(function, partial) and function.func is wake and function.args == (queue,) and savepoints <= here:
            return
    transaction.on_commit(partial(wake, queue))


def retry_parked(*, actor: Actor, message_id: int, now: datetime) -> OutboxMessage:
    """Let a parked effect be tried again from the beginning. Raises NotParked."""
    with transaction.atomic():
        row = _parked(message_id)
        row.state, row.attempts, row.due_at, row.done_at = State.PENDING, 0, now, None
        row.save(update_fields=["state", "attempts", "due_at", "done_at"])
        _witness(actor, "effect.retried", row, {}, now)
        transaction.on_commit(partial(wake, row.queue))
    return row


def drop_parked(*, actor: Actor, message_id: int, reason: DropReason, now: datetime) -> OutboxMessage:
    """Give a parked effect up, for a reason; its payload is erased. Raises NotParked."""
    with transaction.atomic():
        row = _parked(message_id)
        row.state, row.drop_reason, row.done_at, row.payload = State.DROPPED, reason, now, {}
        row.save(update_fields=["state", "drop_reason", "done_at", "payload"])
        _witness(actor, "effect.dropped", row, {"reason": str(reason)}, now)
    return row


def _parked(message_id: int) -> OutboxMessage:
    row = OutboxMessage.objects.select_for_update().filter(pk=message_id, state=State.PARKED).first()
    if row is None:
        raise NotParked
    return row


def _witness(actor: Actor, verb: str, row: OutboxMessage, data: dict[str, Any], now: datetime) -> None:
    for write in witnesses:
        write(actor=actor, verb=verb, subject=row, data={"kind": row.kind, "queue": row.queue, **data}, now=now)


def forget_ended(*, now: datetime) -> int:
    """Delete a batch of effects that were done or dropped more than HUB_OUTBOX_KEEP_DAYS ago; return how many."""
    before = now - timedelta(days=settings.HUB_OUTBOX_KEEP_DAYS)
    ended = OutboxMessage.objects.filter(state__in=[State.DONE, State.DROPPED], done_at__lt=before)
    if not ended.exists():
        return 0
    ids = list(ended.order_by("done_at").values_list("pk", flat=True)[:FORGET_BATCH])
    return OutboxMessage.objects.filter(pk__in=ids).delete()[0]
