"""Who works at the editing desk, what standing means, which links make sense, who may open a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.utils.translation import gettext as _

from hub.accounts.queries import has_role
from hub.standards.enums import DocumentAccess, Status
from hub.vocabularies.stages import stage_of

DESK_ROLES = ("publisher", "editor")
PUBLICATION = "60"  # the stage from which a project is a published standard (ISO Guide 69)
_OF_A_WITHDRAWAL: Mapping[str, Any] = {"withdrawal_ground": "", "withdrawal_note": "", "withdrawn_date": None}


class LinkLike(Protocol):
    """What a link to a standard says."""

    standard_id: int
    role: str
    clause: str


def can_edit(user: Any) -> bool:
    """Whether somebody may change the registry: publishers and editors."""
    return has_role(user, *DESK_ROLES)


def stage_fits(status: str, stage_code: str) -> bool:
    """Whether a standard of this status can be at that stage: the stages before publication are those of drafts."""
    return (stage_of(stage_code) < PUBLICATION) == (status == Status.DRAFT)


def stage_problem(status: str, stage_code: str) -> str | None:
    """Return in words why status and stage do not go together, else None."""
    if stage_fits(status, stage_code):
        return None
    return _("Stages before 60 belong to drafts, the others to published standards.")


def withdrawal_undone(before: str, after: str, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that end with a withdrawal when an entry leaves that status: its ground, note and date become empty,
    unless another is stated.
    """
    if before != Status.WITHDRAWN or after == Status.WITHDRAWN:
        return {}
    return {name: empty for name, empty in _OF_A_WITHDRAWAL.items() if not stated.get(name)}


def link_problem(existing: Iterable[LinkLike], *, standard_id: int, role: str, clause: str) -> str | None:
    """Return in words why a thing may not be tied to a standard in this way, else None.

    A thing may name a standard for several clauses, each in one role: one clause in two roles says nothing that a reader
    could use. The very same tie again is no problem; it is there already.
    """
    taken = {link.role for link in existing if link.standard_id == standard_id and link.clause == clause}
    if taken - {role}:
        return _("This standard is already linked with this clause in another role. Name another clause.")
    return None


def can_open(access: str, user: Any) -> bool:
    """Whether somebody may open a document of that access."""
    if access == DocumentAccess.OPEN:
        return True
    if access == DocumentAccess.SIGNED_IN:
        return bool(user.is_authenticated)
    return can_edit(user)
