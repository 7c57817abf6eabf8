"""Reminders of steps that are due soon."""

from datetime import datetime
from typing import Any

from hub.outbox.registry import handles
from hub.workflow.telling import tell_about_deadline


@handles("workflow.remind", effect="database")
def remind(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Tell people of one reminder."""
    tell_about_deadline(
        label=payload["machine"], name=payload["step"], reminder_id=payload["reminder"], key=key, now=now
    )
