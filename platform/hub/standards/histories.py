"""Who reads the history of a standard."""

from typing import Any

from hub.accounts.queries import has_role
from hub.activity.histories import Seen, history_of_model
from hub.activity.models import Activity
from hub.standards.models import Standard
from hub.standards.queries.history import PUBLIC_VERBS, change_lines
from hub.standards.rules import can_edit


def changes_of(act: Activity) -> str:
    """Return what an act changed, field by field."""
    return " · ".join(line.words for line in change_lines(act))


@history_of_model("standards.standard", milestones=PUBLIC_VERBS, detail=changes_of)
def seen_by(standard: Standard, user: Any) -> Seen:
    """Everybody reads what changed and on which day; the desk and auditors also who did it, to the minute."""
    return Seen.EVERYTHING if can_edit(user) or has_role(user, "auditor") else Seen.MILESTONES
