"""Who may write into the registry."""

from __future__ import annotations

from hub.accounts.enums import Role
from hub.common.actors import Actor
from hub.standards.rules import DESK_ROLES, can_edit
from hub.workflow.errors import NotAllowed


def demand_editor(actor: Actor) -> None:
    """Let editors and publishers through, and the system (lists that the operator imports). Raises NotAllowed."""
    if actor.kind != "system" and not can_edit(actor.user):
        raise NotAllowed([str(Role(role).label) for role in DESK_ROLES])
