"""Keep a claim while one effect takes long, and find the claims whose workers are gone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Case, CharField, DateTimeField, F, QuerySet, Value, When
from django.utils import timezone

from hub.outbox.enums import State
from hub.outbox.models import OutboxMessage

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 8
LOST = "its workers ended in the middle, again and again"


def renewal_seconds() -> float:
    """Return how long a claim is left before it is renewed: a quarter of its length."""
    return float(settings.HUB_OUTBOX_CLAIM_SECONDS) / 4


def hold(ids: Collection[int], token: str, now: datetime) -> None:
    """Claim rows, or claim them for longer. The caller holds their locks."""
    until = now + timedelta(seconds=settings.HUB_OUTBOX_CLAIM_SECONDS)
    OutboxMessage.objects.filter(pk__in=ids).update(state=State.CLAIMED, owner=token, claimed_until=until)


def unlocked(rows: QuerySet[OutboxMessage]) -> list[int]:
    """Lock those rows that nobody else has locked, and return their ids. Call it in a transaction."""
    skip = connection.features.has_select_for_update_skip_locked
    return list(rows.select_for_update(skip_locked=skip).values_list("pk", flat=True))


def free_the_lost(now: datetime) -> None:
    """Count the tries lost with their workers; free those rows, and park an effect that ends its workers every time.

    A row that is locked is being worked on, whatever its claim says: nobody waits for it.
    """
    lost = OutboxMessage.objects.filter(state=State.CLAIMED, claimed_until__lt=now)
    if not lost.exists():
        return
    spent = {"attempts__gte": MAX_ATTEMPTS - 1}
    with transaction.atomic():
        OutboxMessage.objects.filter(pk__in=unlocked(lost)).update(
            state=Case(
                When(**spent, then=Value(State.PARKED.value)),
                default=Value(State.PENDING.value),
                output_field=CharField(),
            ),
            last_error=Case(When(**spent, then=Value(LOST)), default=F("last_error"), output_field=CharField()),
            done_at=Case(When(**spent, then=Value(now)), default=None, output_field=DateTimeField(null=True)),
            attempts=F("attempts") + 1,
            owner="",
            claimed_until=None,
        )


@contextmanager
def kept(ids: Collection[int], token: str) -> Iterator[None]:
    """Renew the claim on rows from a thread while the block works on them, so that nobody takes the worker for dead.

    The first renewal gives back what else the drainer holds: nobody need wait behind an effect that takes this long.
    """
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(ids, token, over), name="outbox-keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _keep(ids: Collection[int], token: str, over: threading.Event) -> None:
    while not over.wait(renewal_seconds()):
        try:
            _renew(ids, token)
        except (OperationalError, InterfaceError) as error:
            log.warning("a claim of the outbox could not be renewed: %s", type(error).__name__)
        finally:
            connection.close()  # of this thread; the next renewal is far away


def _renew(ids: Collection[int], token: str) -> None:
    mine = OutboxMessage.objects.filter(owner=token, state=State.CLAIMED)
    with transaction.atomic():
        hold(unlocked(mine.filter(pk__in=ids)), token, timezone.now())
        waiting = OutboxMessage.objects.filter(pk__in=unlocked(mine.exclude(pk__in=ids)))
        waiting.update(state=State.PENDING, owner="", claimed_until=None)
