"""What people are told about deadlines of steps: reminders, in the inbox and by mail as they chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.notifications.kinds import Line, NoticeKind, register
from hub.vocabularies.time_zones import zone_of
from hub.workflow.deadlines import delay_of
from hub.workflow.machine import Transition, machines
from hub.workflow.models import SentReminder
from hub.workflow.pages import pages_of
from hub.workflow.telling import place_of


def _visible(reader: Any, ids: Sequence[int]) -> list[SentReminder]:
    """Return the reminders whose objects the reader may see now, each with its object and the reader's time zone."""
    notes: dict[int, list[SentReminder]] = defaultdict(list)
    for note in SentReminder.objects.filter(pk__in=ids):
        notes[note.subject_type_id].append(note)
    found = []
    for type_id, rows in notes.items():
        found += _with_objects(reader, ContentType.objects.get_for_id(type_id), rows)
    return found


def _with_objects(reader: Any, kind: ContentType, rows: list[SentReminder]) -> list[SentReminder]:
    machine = machines.find(f"{kind.app_label}.{kind.model}")
    if machine is None:
        return []
    gate = pages_of(machine.model).visible_to(reader)
    seen = {obj.pk: obj for obj in gate.filter(pk__in=[row.subject_id for row in rows])}
    kept = [row for row in rows if row.subject_id in seen and row.step in machine.by_name]
    for row in kept:
        row.subject, row.reader, row.zone = seen[row.subject_id], reader, zone_of(reader.timezone)
    return kept


def _line(note: SentReminder, data: Mapping[str, Any]) -> Line:
    obj: Any = note.subject
    step: Transition = machines.get(obj._meta.label_lower).by_name[note.step]
    deadline = note.anchor + (delay_of(step.moment) if step.moment is not None else note.before)
    words = {
        "act": step.todo or step.label,
        "title": pages_of(obj).title(obj, note.reader).text,
        "day": date_format(deadline.astimezone(note.zone), "SHORT_DATE_FORMAT"),
    }
    if step.timeout is not None:
        return Line(_("“%(title)s”, on %(day)s by itself: %(act)s") % words, place_of(obj, step))
    return Line(_("“%(title)s” waits for you until %(day)s: %(act)s") % words, place_of(obj, step))


register(
    NoticeKind(
        "workflow.reminder",
        gettext_lazy("Deadlines that come near"),
        _visible,
        _line,
        template="workflow/mail/reminder",
    )
)
