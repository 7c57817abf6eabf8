"""Who somebody is towards a report."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import Role
from hub.accounts.queries import has_role, holders_of
from hub.workflow.machine import Who


def is_editor(correction: Any, user: Any) -> bool:
    """Whether somebody edits, and did not report it themselves."""
    return has_role(user, Role.EDITOR) and correction.reported_by_id != user.pk


def _rows_to_decide(user: Any) -> Q | None:
    return ~Q(reported_by=user) if has_role(user, Role.EDITOR) else None


REPORTER = Who("reporter", _("whoever reported it"), lambda correction, user: correction.reported_by_id == user.pk)
EDITOR = Who(
    "editor",
    _("editors who did not report it themselves"),
    is_editor,
    rows=_rows_to_decide,
    people=lambda correction: holders_of(Role.EDITOR).exclude(pk=correction.reported_by_id),
)
