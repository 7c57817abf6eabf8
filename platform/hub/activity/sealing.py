"""The chain over all acts: what is hashed, and the sealer that adds links."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from hub.activity.models import Activity, ActivityAnchor, ActivitySeal, SealLock
from hub.outbox.services import enqueue

GENESIS = "0" * 64
BATCH = 500
MOST_BATCHES = 40  # at one tick
LOW_WATER_DELAY = timedelta(minutes=10)
FULL_LOOK = timedelta(hours=1)


def digest_of_data(salt: str, data: dict[str, Any]) -> str:
    """Return the SHA-256 over an act's data and its salt."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def digest(act: Activity) -> str:
    """Return the SHA-256 over what the chain vouches for: ids, time, verb, and the digest of the data."""
    parts = [act.public_id, act.at.isoformat(), act.actor_kind, act.actor_user_id, act.actor_organisation_id]
    parts += [act.about_user_id, act.verb, act.subject_type_id, act.subject_id, act.data_digest]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def link(prev: str, seq: int, act_digest: str) -> str:
    """Return the hash of one link of the chain."""
    return hashlib.sha256(f"{prev}:{seq}:{act_digest}".encode()).hexdigest()


def seal_pending(*, now: datetime) -> int:
    """Chain every act that has no seal yet, oldest first, and return how many. One sealer at a time, by row lock."""
    lock, _created = SealLock.objects.get_or_create(name="chain")
    full = lock.looked_at is None or now - lock.looked_at >= FULL_LOOK
    if not full and not _unsealed(lock.low_water).exists():
        return 0
    sealed = 0
    for _batch in range(MOST_BATCHES):
        count = _seal_batch(lock.pk, full=full, now=now)
        sealed += count
        if count < BATCH:
            break
    return sealed


def _unsealed(above: int) -> QuerySet[Activity]:
    return Activity.objects.filter(seal=None, id__gt=above)


def _seal_batch(lock_id: int, *, full: bool, now: datetime) -> int:
    with transaction.atomic():
        lock = SealLock.objects.select_for_update().get(pk=lock_id)
        last = ActivitySeal.objects.order_by("-seq").first()
        seq, prev = (last.seq, last.hash) if last else (0, GENESIS)
        seals = []
        for act in _unsealed(0 if full else lock.low_water).order_by("id")[:BATCH]:
            seq += 1
            seal = ActivitySeal(activity=act, seq=seq, prev=prev, hash=link(prev, seq, digest(act)), sealed_at=now)
            seals.append(seal)
            prev = seal.hash
        ActivitySeal.objects.bulk_create(seals)
        _move_marks(lock, full=full and len(seals) < BATCH, now=now)
    return len(seals)


def _move_marks(lock: SealLock, *, full: bool, now: datetime) -> None:
    """Let the low-water mark follow, and note when everything was looked at."""
    if full:
        lock.looked_at = now
    if lock.marked_at is None or now - lock.marked_at >= LOW_WATER_DELAY:
        lock.low_water = lock.mark
        lock.mark = ActivitySeal.objects.aggregate(highest=Max("activity_id"))["highest"] or 0
        lock.marked_at = now
    lock.save()


def anchor_chain(*, now: datetime) -> ActivityAnchor | None:
    """Note once a day how far the chain reaches: here and, through the outbox, in a file outside the database.

    The outbox row "activity.anchored" is for the app that knows who auditors are: they keep the line too.
    """
    day = now.date()
    if ActivityAnchor.objects.filter(day=day).exists():
        return None
    with transaction.atomic():
        last = ActivitySeal.objects.order_by("-seq").first()
        if last is None:
            return None
        anchor, created = ActivityAnchor.objects.get_or_create(day=day, defaults={"seq": last.seq, "hash": last.hash})
        if created:
            enqueue(kind="activity.anchor", payload={"line": str(anchor)}, key=f"activity.anchor:{day}")
            enqueue(kind="activity.anchored", payload={"day": str(day)}, key=f"activity.anchored:{day}", queue="mail")
    return anchor
