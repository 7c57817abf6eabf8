"""Who is told what by mail about the deadline of a step."""

from __future__ import annotations

from typing import Any

from hub.notifications.services import notify_by_mail
from hub.workflow.deadlines import anchor_field, deadline_of
from hub.workflow.machine import CLOCK, Transition, machines
from hub.workflow.models import SentReminder
from hub.workflow.pages import pages_of


def tell_about_deadline(*, label: str, name: str, reminder_id: int, key: str) -> None:
    """Write the mails of one reminder, each person once, in their language. Nothing when the step is no longer ahead."""
    machine = machines.get(label)
    step, note = machine.by_name[name], SentReminder.objects.get(pk=reminder_id)
    obj: Any = machine.model._base_manager.filter(pk=note.subject_id).first()
    if obj is None or machine.state_of(obj) not in step.source or step.moment is None:
        return
    if getattr(obj, anchor_field(step.moment)) != note.anchor:
        return
    to = next((r.to for r in step.reminders if r.before == note.before), ())
    readers = {person.pk: person for who in to if who.people for person in who.people(obj)}
    for reader in readers.values():
        notify_by_mail(
            kind="workflow.reminder",
            user=reader,
            template="workflow/mail/reminder",
            context=_words(obj, step),
            key=f"{key}:{reader.public_id}",
        )


def _words(obj: Any, step: Transition) -> dict[str, object]:
    """What the mail says; titles and addresses are made when it is drawn, in the reader's language."""
    pages = pages_of(obj)
    mine = any(who != CLOCK for who in step.who)
    return {
        "step": step,
        "by_itself": step.timeout is not None,
        "title": lambda: pages.title(obj).text,
        "url": lambda: pages.place_of(obj, step.name) if mine else obj.get_absolute_url(),
        "deadline": deadline_of(obj, step),
    }
