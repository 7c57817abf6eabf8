"""Who works at the editing desk, which links make sense, who may open a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from django.utils.translation import gettext as _

from hub.accounts.queries import has_role
from hub.standards.enums import DocumentAccess

DESK_ROLES = ("publisher", "editor")


class LinkLike(Protocol):
    """What a link to a standard says."""

    standard_id: int
    role: str
    clause: str


def can_edit(user: Any) -> bool:
    """Whether somebody may change the registry: publishers and editors."""
    return has_role(user, *DESK_ROLES)


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
