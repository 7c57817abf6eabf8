"""Who somebody is, and what they may therefore see."""

from hub.accounts.levels import level_of
from hub.accounts.queries.organisations import (
    admins_of,
    count_organisations,
    get_visible_or_404,
    members_of,
    visible_to,
)
from hub.accounts.queries.people import holders_of
from hub.accounts.standing import (
    audiences_of,
    belongs_to,
    grants_in_force,
    has_role,
    is_admin_of,
    organisations_of,
    roles_of,
)

__all__ = [
    "admins_of",
    "audiences_of",
    "belongs_to",
    "count_organisations",
    "get_visible_or_404",
    "grants_in_force",
    "has_role",
    "holders_of",
    "is_admin_of",
    "level_of",
    "members_of",
    "organisations_of",
    "roles_of",
    "visible_to",
]
