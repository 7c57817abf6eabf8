"""Record acts; seal them into a chain; verify the chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction

from hub.activity.models import Activity, ActivitySeal, SealLock
from hub.common.actors import Actor

GENESIS = "0" * 64
BATCH = 500


def record(
    *, actor: Actor, verb: str, subject: models.Model, data: dict[str, Any] | None = None, now: datetime
) -> Activity:
    """Write one act into the running transaction and return it. `verb` is "<noun>.<past participle>".

    Raises RuntimeError outside a transaction: an act and its record stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of the act")
    return Activity.objects.create(
        at=now,
        actor_kind=actor.kind,
        actor_user=actor.user,
        actor_organisation=actor.organisation,
        verb=verb,
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        data=data or {},
    )


def record_many(
    *, actor: Actor, verb: str, subjects: Sequence[tuple[models.Model, Mapping[str, Any]]], now: datetime
) -> list[Activity]:
    """Write one act on each of many subjects of one kind, with its data, and return the acts in that order.

    Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record_many() belongs inside the transaction of the acts")
    if not subjects:
        return []
    kind = ContentType.objects.get_for_model(subjects[0][0])
    acts = [
        Activity(
            at=now,
            actor_kind=actor.kind,
            actor_user=actor.user,
            actor_organisation=actor.organisation,
            verb=verb,
            subject_type=kind,
            subject_id=subject.pk,
            data=dict(data),
        )
        for subject, data in subjects
    ]
    return Activity.objects.bulk_create(acts)


def digest(act: Activity) -> str:
    """Return the SHA-256 over what the chain vouches for: ids, time, verb, and the digest of the data."""
    data = hashlib.sha256(json.dumps(act.data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    parts = [act.public_id, act.at.isoformat(), act.actor_kind, act.actor_user_id, act.actor_organisation_id]
    parts += [act.verb, act.subject_type_id, act.subject_id, data]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def link(prev: str, seq: int, act_digest: str) -> str:
    """Return the hash of one link of the chain."""
    return hashlib.sha256(f"{prev}:{seq}:{act_digest}".encode()).hexdigest()


def seal_pending(*, now: datetime) -> int:
    """Chain every act that has no seal yet, oldest first, and return how many. One sealer at a time, by row lock."""
    if not Activity.objects.filter(seal=None).exists():
        return 0
    with transaction.atomic():
        lock, _created = SealLock.objects.get_or_create(name="chain")
        SealLock.objects.select_for_update().get(pk=lock.pk)
        last = ActivitySeal.objects.order_by("-seq").first()
        seq, prev = (last.seq, last.hash) if last else (0, GENESIS)
        seals = []
        for act in Activity.objects.filter(seal=None).order_by("id")[:BATCH]:
            seq += 1
            seal = ActivitySeal(activity=act, seq=seq, prev=prev, hash=link(prev, seq, digest(act)), sealed_at=now)
            seals.append(seal)
            prev = seal.hash
        ActivitySeal.objects.bulk_create(seals)
    return len(seals)


@dataclass(frozen=True)
class ChainReport:
    """What a verification found: links checked, acts not sealed yet, and each break as a sentence."""

    links: int
    unsealed: int
    breaks: list[str]


def verify_chain() -> ChainReport:
    """Recompute the whole chain: a changed act, a changed seal and a gap are each reported."""
    breaks: list[str] = []
    expected, prev = 1, GENESIS
    for seal in ActivitySeal.objects.select_related("activity").order_by("seq").iterator():
        if seal.seq != expected:
            breaks.append(f"gap: link {expected} is missing")
        if seal.prev != prev:
            breaks.append(f"link {seal.seq} does not continue the one before")
        if seal.hash != link(seal.prev, seal.seq, digest(seal.activity)):
            breaks.append(f"link {seal.seq}: act {seal.activity.public_id} is not what was sealed")
        expected, prev = seal.seq + 1, seal.hash
    return ChainReport(expected - 1, Activity.objects.filter(seal=None).count(), breaks)
