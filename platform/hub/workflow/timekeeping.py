"""What the clock does: it takes the steps whose time has come, and reminds people before.

Exactly once, whatever happens to the workers: a step is fired under the lock of its object and judged by what the
database says, a reminder is a row that can exist once. Nothing is kept in memory, so restarts change nothing; a clock
that jumps back finds nothing to do, one that jumps ahead takes each step once and sends the nearest reminder only.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from hub.common.actors import Actor
from hub.outbox.services import enqueue
from hub.workflow.deadlines import anchor_field, delay_of, rows_due_by
from hub.workflow.errors import WorkflowError
from hub.workflow.machine import Machine, Reminder, Transition, machines
from hub.workflow.models import SentReminder
from hub.workflow.services import fire

log = logging.getLogger(__name__)


def take_due_steps(*, now: datetime) -> int:
    """Let the clock take every step whose timeout has come; return how many were taken. One that fails stops no other."""
    taken = 0
    for machine in machines:
        for step in machine:
            if step.timeout is not None:
                taken += sum(_take(obj, step, now) for obj in _rows(machine, rows_due_by(machine, step, now)))
    return taken


def _rows(machine: Machine, condition: Q) -> Iterator[models.Model]:
    """Yield the rows one by one, each read when its turn comes."""
    for pk in list(machine.model._base_manager.filter(condition).order_by("pk").values_list("pk", flat=True)):
        obj = machine.model._base_manager.filter(pk=pk).first()
        if obj is not None:
            yield obj


def _take(obj: models.Model, step: Transition, now: datetime) -> bool:
    try:
        fire(obj, step.name, Actor.clock(), now)
    except WorkflowError as refusal:  # another worker was faster, the deadline was moved, or a condition holds it up
        log.info("the clock left %s %s: %s", obj._meta.label_lower, step.name, refusal)
        return False
    except Exception:
        log.exception("the clock could not take %s of %s %s", step.name, obj._meta.label_lower, obj.pk)
        return False
    return True


def send_due_reminders(*, now: datetime) -> int:
    """Write the reminders whose time has come into the outbox; return how many. Of several that are late, the nearest.
    One that fails stops no other.
    """
    sent = 0
    for machine in machines:
        for step in machine:
            for reminder in sorted(step.reminders, key=lambda r: r.before):
                found = _to_remind(machine, step, reminder, now)
                sent += sum(_try_to_remind(machine, step, reminder, pk, now) for pk in found)
    return sent


def _to_remind(machine: Machine, step: Transition, reminder: Reminder, now: datetime) -> list[int]:
    moment = step.moment
    if moment is None:
        return []
    told = SentReminder.objects.filter(
        subject_type=ContentType.objects.get_for_model(machine.model),
        subject_id=OuterRef("pk"),
        step=step.name,
        anchor=OuterRef(anchor_field(moment)),
        before__lte=reminder.before,
    )
    near = rows_due_by(machine, step, now + reminder.before)
    ahead = Q(**{f"{anchor_field(moment)}__gt": now - delay_of(moment)})
    rows = machine.model._base_manager.filter(near, ahead).filter(~Exists(told))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _try_to_remind(machine: Machine, step: Transition, reminder: Reminder, pk: int, now: datetime) -> bool:
    try:
        return _remind(machine, step, reminder, pk, now)
    except Exception:
        log.exception("nobody could be reminded of %s of %s %s", step.name, machine.model._meta.label_lower, pk)
        return False


def _remind(machine: Machine, step: Transition, reminder: Reminder, pk: int, now: datetime) -> bool:
    """Note one reminder and write its effect, both or neither; False when it was sent or is no longer due."""
    with transaction.atomic():
        near = rows_due_by(machine, step, now + reminder.before)
        obj = machine.model._base_manager.filter(near, pk=pk).first()
        if obj is None or step.moment is None:
            return False
        note, new = SentReminder.objects.get_or_create(
            subject_type=ContentType.objects.get_for_model(machine.model),
            subject_id=pk,
            step=step.name,
            anchor=getattr(obj, anchor_field(step.moment)),
            before=reminder.before,
            defaults={"sent_at": now},
        )
        if new:
            payload = {"machine": machine.model._meta.label_lower, "step": step.name, "reminder": note.pk}
            enqueue(kind="workflow.remind", payload=payload, key=f"workflow.remind:{note.pk}", queue="mail")
    return new
