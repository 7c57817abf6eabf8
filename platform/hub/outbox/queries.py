"""How much waits in the outbox, since when, and what is parked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.http import Http404

from hub.outbox.enums import QUEUES, State
from hub.outbox.models import OutboxMessage
from hub.outbox.registry import handlers


@dataclass(frozen=True)
class Depth:
    """How many effects of a kind wait (due now, or due later), are held by workers, or are parked. `oldest_due_at` is the
    moment since which the oldest one that is due has been waiting.
    """

    queue: str
    kind: str
    due: int
    later: int
    held: int
    parked: int
    oldest_due_at: datetime | None


def list_due_queues(now: datetime) -> list[str]:
    """Return the queues in which something is due, or is held by a worker whose claim ran out."""
    due = OutboxMessage.objects.filter(
        Q(state=State.PENDING, due_at__lte=now) | Q(state=State.CLAIMED, claimed_until__lt=now)
    )
    found = set(due.order_by().values_list("queue", flat=True).distinct())
    return [queue for queue in QUEUES if queue in found]


def list_depths(now: datetime) -> list[Depth]:
    """Return what is open, by queue and kind."""
    waits = Q(state=State.PENDING, due_at__lte=now)
    rows = (
        OutboxMessage.objects.filter(state__in=[State.PENDING, State.CLAIMED, State.PARKED])
        .values("queue", "kind")
        .annotate(
            due=Count("id", filter=waits),
            later=Count("id", filter=Q(state=State.PENDING, due_at__gt=now)),
            held=Count("id", filter=Q(state=State.CLAIMED)),
            parked=Count("id", filter=Q(state=State.PARKED)),
            oldest_due_at=Min("due_at", filter=waits | Q(state=State.CLAIMED)),
        )
        .order_by("queue", "kind")
    )
    return [Depth(**row) for row in rows]


def list_parked(*, queue: str = "", before: int | None = None, limit: int = 50) -> QuerySet[OutboxMessage]:
    """Return parked effects, newest first, without their payload: it may hold personal text."""
    parked = OutboxMessage.objects.filter(state=State.PARKED).defer("payload").order_by("-id")
    if queue:
        parked = parked.filter(queue=queue)
    if before:
        parked = parked.filter(id__lt=before)
    return parked[:limit]


def count_parked(queue: str = "") -> int:
    """Return how many effects are parked, in one queue or in all."""
    parked = OutboxMessage.objects.filter(state=State.PARKED)
    return (parked.filter(queue=queue) if queue else parked).count()


def count_held_up(row: OutboxMessage) -> int:
    """Return how many later effects of the same subject wait for this one."""
    if not row.ordered_by:
        return 0
    later = OutboxMessage.objects.filter(ordered_by=row.ordered_by, id__gt=row.pk, state=State.PENDING)
    return later.count()


def is_given_up(key: str) -> bool:
    """Tell whether the effect of this key failed until it was parked, or was dropped: nothing goes on by itself."""
    return OutboxMessage.objects.filter(key=key, state__in=[State.PARKED, State.DROPPED]).exists()


def get_message_or_404(message_id: int) -> OutboxMessage:
    """Return an effect without its payload. Raises Http404."""
    row = OutboxMessage.objects.filter(pk=message_id).defer("payload").first()
    if row is None:
        raise Http404
    return row


def is_secret(kind: str) -> bool:
    """Tell whether effects of a kind carry personal text; one that nobody knows may."""
    handler: Any = handlers.find(kind)
    return handler is None or bool(handler.secret)
