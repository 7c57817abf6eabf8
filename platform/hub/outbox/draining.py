"""Do effects that are due: claim a batch, do each, mark it. Safe against killed workers, lost connections and slow twins."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from hub.outbox.enums import OPEN, QUEUES, State
from hub.outbox.keeping import MAX_ATTEMPTS, free_the_lost, hold, kept, renewal_seconds
from hub.outbox.models import OutboxMessage
from hub.outbox.registry import Handler, ManyFunction, handlers

log = logging.getLogger(__name__)

BATCH = {
    "mail": 5,  # a mail can take seconds: what one drainer holds, others cannot send
    "search": 500,  # one commit of an index serves them all
}
USUAL_BATCH = 50
TOGETHER = 10  # effects on the database in one transaction: a commit costs more than most of them
FIRST_RETRY_SECONDS = 5


class ClaimLost(Exception):
    """Another drainer took over some of the rows."""


def drain(queue: str | None = None, *, now: datetime | None = None, limit: int = 10_000) -> int:
    """Do all effects that are due (of one queue, or of all) and return how many were done.

    A database that goes away in the middle ends the drain without an error: what was held is given back, or becomes
    free when its claim runs out.
    """
    done = taken = 0
    token = uuid.uuid4().hex
    with _held_rows_given_back(token):
        free_the_lost(now or timezone.now())
        while taken < limit:
            before = taken
            for name in (queue,) if queue else QUEUES:
                while taken < limit:
                    rows = _claim(name, token, now or timezone.now())
                    if not rows:
                        break
                    taken += len(rows)
                    done += _perform_all(rows, token, now)
            if queue or taken == before:  # an effect may have written others, into queues already passed
                break
    return done


@contextmanager
def _held_rows_given_back(token: str) -> Iterator[None]:
    """Give back what this drainer holds when it is stopped or loses its connection."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        log.warning("the outbox lost its database: %s", type(error).__name__)
        _give_back(token)
    except BaseException:
        _give_back(token)
        raise


def _give_back(token: str) -> None:
    try:
        if not connection.in_atomic_block:
            connection.close()
        OutboxMessage.objects.filter(owner=token, state=State.CLAIMED).update(
            state=State.PENDING, owner="", claimed_until=None
        )
    except (OperationalError, InterfaceError):
        log.warning("claims of a drainer could not be given back; they run out by themselves")


def _claim(queue: str, token: str, now: datetime) -> list[OutboxMessage]:
    """Take a batch nobody else holds. PostgreSQL skips rows locked by others; SQLite's immediate transaction has one writer."""
    earlier = OutboxMessage.objects.filter(ordered_by=OuterRef("ordered_by"), id__lt=OuterRef("id"), state__in=OPEN)
    free = OutboxMessage.objects.filter(
        Q(ordered_by="") | ~Exists(earlier.exclude(ordered_by="")), queue=queue, state=State.PENDING, due_at__lte=now
    )
    if not free.exists():  # no write lock for an empty queue
        return []
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        batch = BATCH.get(queue, USUAL_BATCH)
        rows = list(free.select_for_update(skip_locked=skip).order_by("due_at", "id")[:batch])
        hold([row.pk for row in rows], token, now)
    return rows


def _perform_all(rows: list[OutboxMessage], token: str, now: datetime | None) -> int:
    """Do a batch in order; renew the claim while it takes long, and leave alone what was given back or taken over."""
    done, renewed = 0, time.monotonic()
    while rows:
        if time.monotonic() - renewed >= renewal_seconds():
            rows, renewed = _still_held(rows, token, now or timezone.now()), time.monotonic()
            if not rows:  # others took over what waited behind a long effect
                break
        together, rows = _split(rows)
        with kept([row.pk for row in together], token):
            done += _perform_together(together, token, now or timezone.now())
    return done


def _still_held(rows: list[OutboxMessage], token: str, now: datetime) -> list[OutboxMessage]:
    """Hold on to those rows that are still this drainer's, and return them."""
    mine = OutboxMessage.objects.filter(pk__in=[row.pk for row in rows], owner=token, state=State.CLAIMED)
    with transaction.atomic():
        held = set(mine.select_for_update().values_list("pk", flat=True))
        hold(sorted(held), token, now)
    return [row for row in rows if row.pk in held]


def _split(rows: list[OutboxMessage]) -> tuple[list[OutboxMessage], list[OutboxMessage]]:
    """Return the next rows to be done together, and the rest: all of a kind that is done in one go, several effects on the
    database, or one of any other kind.
    """
    if _is_done_at_once(rows[0]):
        kind = rows[0].kind
        alike: list[OutboxMessage] = []
        rest: list[OutboxMessage] = []
        for row in rows:
            (alike if row.kind == kind and not row.ordered_by else rest).append(row)
        return alike, rest
    count = 0
    while count < min(len(rows), TOGETHER) and _is_inside(rows[count]):
        count += 1
    return rows[: count or 1], rows[count or 1 :]


def _is_inside(row: OutboxMessage) -> bool:
    handler = handlers.find(row.kind)
    return handler is not None and handler.effect == "database"


def _is_done_at_once(row: OutboxMessage) -> bool:
    handler = handlers.find(row.kind)
    return handler is not None and handler.many is not None and not row.ordered_by


def _perform_together(rows: list[OutboxMessage], token: str, now: datetime) -> int:
    """Do several effects: those on the database in one transaction (all happen or none), others in one go. When one fails,
    each gets its own try.
    """
    if len(rows) > 1:
        try:
            if many := handlers.get(rows[0].kind).many:
                return _do_at_once(rows, many, token, now)
            with transaction.atomic():
                return _do_together(rows, token, now)
        except Exception as error:
            if _is_lost(error):
                raise
            log.info("outbox: %s effects are done one by one after %s", len(rows), type(error).__name__)
    return sum(_perform(row, token, now) for row in rows)


def _do_at_once(rows: list[OutboxMessage], many: ManyFunction, token: str, now: datetime) -> int:
    many([row.payload for row in rows], now=now)
    mine = OutboxMessage.objects.filter(pk__in=[row.pk for row in rows], owner=token, state=State.CLAIMED)
    return mine.update(**_finished(now))


def _do_together(rows: list[OutboxMessage], token: str, now: datetime) -> int:
    mine = OutboxMessage.objects.filter(pk__in=[row.pk for row in rows], owner=token, state=State.CLAIMED)
    if mine.update(**_finished(now)) != len(rows):
        raise ClaimLost
    secrets = [row.pk for row in rows if handlers.get(row.kind).secret]
    if secrets:
        OutboxMessage.objects.filter(pk__in=secrets).update(payload={})
    for row in rows:
        handlers.get(row.kind).function(row.payload, key=row.key, now=now)
    return len(rows)


def _is_lost(error: Exception) -> bool:
    """Tell whether a failure is that of the connection, not of the effect."""
    return isinstance(error, OperationalError | InterfaceError) and not connection.is_usable()


def _perform(row: OutboxMessage, token: str, now: datetime) -> bool:
    """Do one effect and mark it; a failure is retried later with growing pauses, then set aside."""
    mine = OutboxMessage.objects.filter(pk=row.pk, owner=token, state=State.CLAIMED)
    handler = handlers.find(row.kind)
    try:
        if handler is None:
            handlers.get(row.kind)  # raises, naming the kinds that exist
            return False
        return _do(handler, row, mine, now)
    except Exception as error:
        if _is_lost(error):
            raise
        _keep_failure(row, mine, error, secret=bool(handler and handler.secret), now=now)
        return False


def _do(handler: Handler, row: OutboxMessage, mine: QuerySet[OutboxMessage], now: datetime) -> bool:
    """Do an effect whose claim still holds. One on the database and its mark are one transaction, marked first: that
    takes the row's lock and proves the claim in one round trip.
    """
    finished = _finished(now)
    if handler.secret:
        finished["payload"] = {}
    if handler.effect == "outside":
        handler.function(row.payload, key=row.key, now=now)
        return bool(mine.update(**finished))
    with transaction.atomic():
        if not mine.update(**finished):
            return False
        handler.function(row.payload, key=row.key, now=now)
    return True


def _finished(now: datetime) -> dict[str, Any]:
    return {"state": State.DONE, "done_at": now, "last_error": "", "owner": ""}


def _keep_failure(
    row: OutboxMessage, mine: QuerySet[OutboxMessage], error: Exception, *, secret: bool, now: datetime
) -> None:
    attempts = row.attempts + 1
    parked = attempts >= MAX_ATTEMPTS
    mine.update(
        state=State.PARKED if parked else State.PENDING,
        attempts=attempts,
        due_at=now + timedelta(seconds=FIRST_RETRY_SECONDS * 3 ** min(attempts - 1, 6)),
        done_at=now if parked else None,
        last_error=reason_of(error, secret=secret),
        owner="",
        claimed_until=None,
    )
    log.warning("outbox %s failed (attempt %s): %s", row.kind, attempts, type(error).__name__)


def reason_of(error: Exception, *, secret: bool) -> str:
    """Return what is kept of a failure, at most 300 characters. Of a secret effect the sort of failure and a mail
    server's code only: messages of mail servers quote addresses and texts.
    """
    if not secret:
        return f"{type(error).__name__}: {error}"[:300]
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if isinstance(code, int) else type(error).__name__
