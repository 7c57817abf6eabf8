"""The undo window: who took a step may turn it back for a while, and until then nobody outside is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from hub.activity.models import Activity
from hub.activity.services import record
from hub.common.actors import Actor
from hub.outbox.holding import holding, take_back
from hub.workflow.errors import GuardsUnmet
from hub.workflow.machine import Machine, Transition, machine_of
from hub.workflow.models import TakenStep, state_writing


def write_state(
    obj: Any, machine: Machine, state: str, since: datetime, values: Mapping[str, Any] | None = None
) -> None:
    """Write the state of a locked row, since when it holds, and the fields that go with it; for `fire` and `undo`."""
    values = values or {}
    with state_writing():
        setattr(obj, machine.state_field, state)
        obj.state_since = since
        for name, value in values.items():
            setattr(obj, name, value)
        obj.save(update_fields=[machine.state_field, "state_since", *values])


@contextmanager
def undoable(obj: models.Model, step: Transition, act: Activity, before: tuple[str, datetime]) -> Iterator[None]:
    """Hold what the effects inside send out, and note the step, when it may be undone and a person took it."""
    if step.undo_within is None or act.actor_user is None:
        yield
        return
    until = act.at + step.undo_within
    with holding(until) as hold:
        yield
    TakenStep.objects.create(
        subject_type=ContentType.objects.get_for_model(obj),
        subject_id=obj.pk,
        step=step.name,
        source=before[0],
        source_since=before[1],
        taken_by=act.actor_user,
        taken_at=act.at,
        until=until,
        act=act,
        held=hold.keys,
    )


def undoable_by(user: Any, now: datetime) -> QuerySet[TakenStep]:
    """Return the steps that a person took and may still undo, the latest first."""
    return TakenStep.objects.filter(taken_by=user, undone_at=None, until__gt=now).order_by("-id")


def last_undoable(obj: models.Model, user: Any, now: datetime) -> TakenStep | None:
    """Return the step of an object that this person may still undo: the last one, its state unchanged since."""
    kind = ContentType.objects.get_for_model(obj)
    found = undoable_by(user, now).filter(subject_type=kind, subject_id=obj.pk).first()
    return found if found and is_last(taken=found, obj=obj) else None


def is_last(*, taken: TakenStep, obj: Any) -> bool:
    """Whether a step is still the last of its object: the state is its target, and holds since then."""
    machine = machine_of(obj)
    step = machine.by_name.get(taken.step)
    return step is not None and machine.state_of(obj) == step.target and obj.state_since == taken.taken_at


def _turn_back(obj: models.Model, machine: Machine, taken: TakenStep) -> None:
    try:
        with transaction.atomic():
            write_state(obj, machine, taken.source, taken.source_since)
    except (
        IntegrityError
    ) as taken_place:  # what may exist once exists again: a new request took the place of the old one
        raise GuardsUnmet([gettext("It can no longer be undone: something new has taken its place.")]) from taken_place


def undo(*, obj: models.Model, actor: Actor, now: datetime) -> None:
    """Turn back the last step of an object, as if it had not been taken: the state returns, held effects are removed.

    Both stay in the log. `obj` is refreshed in place. Raises GuardsUnmet when it is too late, was somebody else's step,
    or the object moved on; then nothing happened.
    """
    machine = machine_of(obj)
    with transaction.atomic():
        locked = machine.lock(obj)
        taken = last_undoable(locked, actor.someone, now)
        if taken is None:
            raise GuardsUnmet([gettext("It can no longer be undone: the time is over, or it has moved on.")])
        if not take_back(taken.held):
            raise GuardsUnmet([gettext("It can no longer be undone: people have been told already.")])
        step = machine.by_name[taken.step]
        _turn_back(locked, machine, taken)
        taken.undone_at = now
        taken.save(update_fields=["undone_at"])
        data = {"act": taken.act.public_id, "undone": step.verb, "from": step.target, "to": taken.source}
        record(actor=actor, verb="workflow.undone", subject=locked, data=data, now=now)
        for effect in step.undo_effects:
            effect(locked, actor, now, {})
        obj.refresh_from_db()
