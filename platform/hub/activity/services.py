"""Record acts; forget what they hold about a person."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import Q

from hub.activity.models import Activity
from hub.activity.sealing import digest_of_data, seal_pending
from hub.activity.verifying import FORGOTTEN, ChainReport, verify_chain
from hub.common.actors import Actor

if TYPE_CHECKING:
    from hub.accounts.models import User

__all__ = ["ChainReport", "forget_person", "record", "record_many", "seal_pending", "verify_chain"]


def record(
    *,
    actor: Actor,
    verb: str,
    subject: models.Model,
    data: dict[str, Any] | None = None,
    about: User | None = None,
    now: datetime,
) -> Activity:
    """Write one act into the running transaction and return it. `verb` is "<noun>.<past participle>".

    `about` is the person whose data the act touched: that person reads it on "Your data and acts". For an act on a
    person it is that person. Reads of confidential things are recorded too (verb "….opened" or "….viewed").
    Raises RuntimeError outside a transaction: an act and its record stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of the act")
    act = _act(actor, verb, ContentType.objects.get_for_model(subject), subject, data or {}, now)
    if about is not None:
        act.about_user = about
    act.save(force_insert=True)
    return act


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
    return Activity.objects.bulk_create([_act(actor, verb, kind, subject, data, now) for subject, data in subjects])


def _act(
    actor: Actor, verb: str, kind: ContentType, subject: models.Model, data: Mapping[str, Any], now: datetime
) -> Activity:
    salt = secrets.token_hex(16)
    return Activity(
        at=now,
        actor_kind=actor.kind,
        actor_user=actor.user,
        actor_organisation=actor.organisation,
        about_user_id=subject.pk if isinstance(subject, get_user_model()) else None,
        verb=verb,
        subject_type=kind,
        subject_id=subject.pk,
        data=dict(data),
        salt=salt,
        data_digest=digest_of_data(salt, dict(data)),
    )


def forget_person(*, actor: Actor, user: User, subjects: Iterable[models.Model] = (), now: datetime) -> int:
    """Erase what acts hold about a person, and return of how many acts. The acts themselves and the chain stay.

    Erased is the data of acts on the person, of acts about them, and of acts on `subjects` (objects that are theirs alone). The
    erasure is an act of its own that names the acts it touched; nothing else may erase, the database sees to it. Call
    it in the transaction that anonymises the account.
    """
    with transaction.atomic():
        mine = Q(about_user=user)
        for subject in subjects:
            mine |= Q(subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk)
        acts = Activity.objects.filter(mine, erased=False).exclude(data={}).exclude(verb=FORGOTTEN)
        found = list(acts.order_by("id").values_list("pk", "public_id"))
        Activity.objects.filter(pk__in=[pk for pk, _public_id in found]).update(data={}, salt="", erased=True)
        record(actor=actor, verb=FORGOTTEN, subject=user, data={"acts": [p for _pk, p in found]}, now=now)
    return len(found)
