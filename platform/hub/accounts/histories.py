"""Who reads the history of an organisation."""

from typing import Any

from hub.accounts.enums import Role
from hub.accounts.levels import level_words
from hub.accounts.models import Organisation
from hub.accounts.queries import belongs_to, has_role
from hub.activity.histories import Seen, history_of_model
from hub.activity.models import Activity

# Fit for everybody; who did it inside stays inside.
PUBLIC_VERBS = ("organisation.created", "organisation.edited", "organisation.verified")


def level_of_act(act: Activity) -> str:
    """Return the level of verification that an act set, in words."""
    return str(level_words(act.data["level"])) if "level" in act.data else ""


@history_of_model("accounts.organisation", milestones=PUBLIC_VERBS, detail=level_of_act)
def seen_by(organisation: Organisation, user: Any) -> Seen:
    """Its members and those who check it read every act; everybody reads when it came, changed and was verified."""
    inside = belongs_to(user, organisation.pk) or has_role(user, Role.VERIFIER, Role.AUDITOR)
    return Seen.EVERYTHING if inside else Seen.MILESTONES
