"""Who is told what about the deadline of a step."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hub.notifications.services import notify
from hub.workflow.deadlines import anchor_field, deadline_of, is_due
from hub.workflow.machine import CLOCK, Transition, machines
from hub.workflow.models import SentReminder
from hub.workflow.pages import pages_of


def tell_about_deadline(*, label: str, name: str, reminder_id: int, key: str, now: datetime) -> None:
    """Tell of one reminder, each person once, as they chose to be told. Nothing when the step is no longer ahead."""
    machine = machines.get(label)
    step, note = machine.by_name[name], SentReminder.objects.get(pk=reminder_id)
    obj: Any = machine.model._base_manager.filter(pk=note.subject_id).first()
    if obj is None or machine.state_of(obj) not in step.source or step.moment is None:
        return
    if getattr(obj, anchor_field(step.moment)) != note.anchor or is_due(obj, step, now):
        return
    to = next((r.to for r in step.reminders if r.before == note.before), ())
    readers = {person.pk: person for who in to if who.people for person in who.people(obj)}
    for reader in readers.values():
        notify(
            kind="workflow.reminder", reader=reader, subject=note, key=key, context=_words(obj, step, reader), now=now
        )


def place_of(obj: Any, step: Transition) -> str:
    """Return the address to which a reminder leads: where people take the step, or the object when the clock takes it."""
    mine = any(who != CLOCK for who in step.who)
    return pages_of(obj).place_of(obj, step.name) if mine else str(obj.get_absolute_url())


def _words(obj: Any, step: Transition, reader: Any) -> dict[str, object]:
    """What the mail says; titles and addresses are made when it is drawn, in the reader's language."""
    return {
        "step": step,
        "by_itself": step.timeout is not None,
        "title": lambda: pages_of(obj).title(obj, reader).text,
        "url": lambda: place_of(obj, step),
        "deadline": deadline_of(obj, step),
    }
