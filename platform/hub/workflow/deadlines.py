"""When a step is due, for one object and as a condition on rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from hub.workflow.machine import Machine, Moment, Transition


def anchor_field(moment: Moment) -> str:
    """Return the field from which a moment is counted."""
    return moment if isinstance(moment, str) else "state_since"


def delay_of(moment: Moment) -> timedelta:
    """Return how long after its field a moment comes."""
    return timedelta(0) if isinstance(moment, str) else moment


def deadline_of(obj: models.Model, step: Transition) -> datetime | None:
    """Return when the step is due for an object (UTC); None when it has no deadline."""
    if step.moment is None:
        return None
    anchor: datetime | None = getattr(obj, anchor_field(step.moment))
    return None if anchor is None else anchor + delay_of(step.moment)


def is_due(obj: models.Model, step: Transition, now: datetime) -> bool:
    """Whether the deadline of a step has come for an object."""
    deadline = deadline_of(obj, step)
    return deadline is not None and deadline <= now


def rows_due_by(machine: Machine, step: Transition, moment: datetime) -> Q:
    """Return the condition on rows whose deadline for this step has come by a moment."""
    if step.moment is None:
        return Q(pk__in=())
    in_source: dict[str, Any] = {f"{machine.state_field}__in": step.source}
    return Q(**in_source, **{f"{anchor_field(step.moment)}__lte": moment - delay_of(step.moment)})
