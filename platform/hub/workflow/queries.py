"""What waits for somebody, read from the tables of all workflows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from hub.common.bilingual import Shown
from hub.workflow.deadlines import anchor_field, delay_of
from hub.workflow.machine import Machine, Text, Transition, machines
from hub.workflow.models import TakenStep
from hub.workflow.pages import pages_of
from hub.workflow.undoing import is_last, undoable_by

_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_SPARE = 3  # one object can wait through several steps, or be out of sight: read some more rows than are shown


@dataclass(frozen=True)
class NextAction:
    """A step that waits for somebody: what to do, to what, where, by when (UTC, or None), since when it waits."""

    verb: Text
    title: Shown
    url: str
    deadline: datetime | None
    since: datetime
    overdue: bool


@dataclass(frozen=True)
class NextActions:
    """The most urgent ones, and whether there are more."""

    items: list[NextAction]
    more: bool


@dataclass(frozen=True)
class Undoable:
    """A step that somebody took and may still undo: its words, the object's title, where, and until when."""

    label: Text
    title: Shown
    url: str
    until: datetime


def next_actions(user: Any, now: datetime, limit: int = 20) -> NextActions:
    """Return what waits for a person in any workflow, ordered by deadline, then by how long it waits.

    Two queries and one more for each model that shows, however many rows wait.
    """
    waiting = [q for machine in machines for step in machine if (q := _waiting(machine, step, user, now)) is not None]
    if not waiting:
        return NextActions([], more=False)
    first, *others = waiting
    united = (first.union(*others, all=True) if others else first).order_by("wf_deadline", "wf_since", "wf_pk")
    rows = _once_each(list(united[: _SPARE * (limit + 1)]))
    objects = _objects(rows, user)
    seen = [(row, objects[row[0], row[2]]) for row in rows if (row[0], row[2]) in objects]
    items = [_item(user, row[1], obj, row[3], row[4], now) for row, obj in seen[:limit]]
    return NextActions(items, more=len(seen) > limit)


_Row = tuple[str, str, int, datetime, datetime]


def _waiting(machine: Machine, step: Transition, user: Any, now: datetime) -> QuerySet[Any, _Row] | None:
    """Return the rows on which a step waits for a person: (machine, step, key, deadline, since); None when there can be none."""
    if not step.todo:
        return None
    conditions = [q for who in step.who if who.rows and (q := who.rows(user)) is not None]
    if not conditions:
        return None
    deadline: Any = Value(_NEVER, output_field=models.DateTimeField())
    if step.moment is not None:
        due = F(anchor_field(step.moment)) + Value(delay_of(step.moment), output_field=models.DurationField())
        deadline = Coalesce(ExpressionWrapper(due, output_field=models.DateTimeField()), deadline)
    in_source = Q(**{f"{machine.state_field}__in": step.source})
    if step.todo_when is not None:
        in_source &= step.todo_when(now)
    rows: QuerySet[Any, Any] = machine.model._base_manager.filter(in_source, reduce(or_, conditions)).order_by()
    marked: QuerySet[Any, _Row] = rows.annotate(
        wf_machine=Value(machine.model._meta.label_lower, output_field=models.CharField()),
        wf_step=Value(step.name, output_field=models.CharField()),
        wf_pk=F("pk"),
        wf_deadline=deadline,
        wf_since=F("state_since"),
    ).values_list("wf_machine", "wf_step", "wf_pk", "wf_deadline", "wf_since")
    return marked


def _once_each(rows: list[_Row]) -> list[_Row]:
    """Keep one step for each object: the most urgent."""
    kept: dict[tuple[str, int], _Row] = {}
    for row in rows:
        kept.setdefault((row[0], row[2]), row)
    return list(kept.values())


def _objects(rows: list[_Row], user: Any) -> dict[tuple[str, int], Any]:
    """Return the objects that the person may see, one query for each model."""
    found: dict[tuple[str, int], Any] = {}
    for label in dict.fromkeys(row[0] for row in rows):
        machine = machines.get(label)
        keys = [row[2] for row in rows if row[0] == label]
        found |= {(label, obj.pk): obj for obj in pages_of(machine.model).visible_to(user).filter(pk__in=keys)}
    return found


def _item(user: Any, name: str, obj: Any, deadline: datetime, since: datetime, now: datetime) -> NextAction:
    pages = pages_of(obj)
    step = machines.get(obj._meta.label_lower).by_name[name]
    return NextAction(
        verb=step.todo,
        title=pages.title(obj, user),
        url=pages.todo_url(obj, name),
        deadline=None if deadline >= _NEVER else deadline,
        since=since,
        overdue=deadline <= now,
    )


def list_undoable(user: Any, now: datetime, limit: int = 5, *, of: QuerySet[Any] | None = None) -> list[Undoable]:
    """Return the steps that a person took a moment ago and may still undo, wherever the objects are now; of these objects
    only, where given. One query, and one more for each model.
    """
    taken_steps = undoable_by(user, now)
    if of is not None:
        kind = ContentType.objects.get_for_model(of.model)
        taken_steps = taken_steps.filter(subject_type=kind, subject_id__in=of.values("pk"))
    steps = list(taken_steps.select_related("subject_type")[:limit])
    objects = _taken_objects(steps)
    found = [(taken, objects.get((taken.subject_type_id, taken.subject_id))) for taken in steps]
    return [_undoable(taken, obj, user) for taken, obj in found if obj is not None and is_last(taken=taken, obj=obj)]


def _taken_objects(steps: list[TakenStep]) -> dict[tuple[int, int], Any]:
    """Return the objects of steps that have a machine, by type and key."""
    found: dict[tuple[int, int], Any] = {}
    for kind in {taken.subject_type for taken in steps}:
        model = kind.model_class()
        if model is not None and machines.find(model._meta.label_lower) is not None:
            keys = [taken.subject_id for taken in steps if taken.subject_type_id == kind.pk]
            found |= {(kind.pk, obj.pk): obj for obj in model._base_manager.filter(pk__in=keys)}
    return found


def _undoable(taken: TakenStep, obj: Any, user: Any) -> Undoable:
    pages = pages_of(obj)
    label = machines.get(obj._meta.label_lower).by_name[taken.step].label
    return Undoable(label, pages.title(obj, user), pages.url(obj, "undo"), taken.until)
