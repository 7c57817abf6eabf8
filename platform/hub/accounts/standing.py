"""Who somebody is: the roles and organisations of a person, read once per loaded person, and what they may therefore see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from hub.accounts.enums import MemberRole, Role
from hub.accounts.models import Membership, Organisation, RoleGrant
from hub.accounts.rules import is_person
from hub.common.actors import Actor


def grants_in_force(now: datetime) -> QuerySet[RoleGrant]:
    """Return the role grants that hold at that moment."""
    return RoleGrant.objects.in_force(now)


def roles_of(user: Any) -> frozenset[str]:
    """Return the roles a person holds now; read once per loaded person. Superusers hold every role."""
    if not is_person(user):
        return frozenset()
    known = user.__dict__.get("_roles")
    if known is None:
        if user.is_superuser:
            known = frozenset(Role.values)
        else:
            known = frozenset(grants_in_force(timezone.now()).filter(user=user).values_list("role", flat=True))
        user.__dict__["_roles"] = known
    return frozenset(known)


def has_role(user: Any, *roles: str) -> bool:
    """Whether a person holds at least one of these roles now."""
    return not roles_of(user).isdisjoint(roles)


def memberships_of(user: Any) -> list[Membership]:
    """Return a person's memberships with their organisations, oldest first; read once per loaded person."""
    if not is_person(user):
        return []
    known = user.__dict__.get("_memberships")
    if known is None:
        rows = Membership.objects.filter(user=user).select_related("organisation").order_by("joined_at", "id")
        known = user.__dict__["_memberships"] = list(rows)
    return list(known)


def forget_organisations(user: Any) -> None:
    """Read a person's memberships anew the next time: one of them changed."""
    user.__dict__.pop("_memberships", None)


def organisations_of(user: Any) -> list[Organisation]:
    """Return the organisations a person belongs to, oldest membership first."""
    return [m.organisation for m in memberships_of(user)]


def belongs_to(user: Any, organisation_id: int) -> bool:
    """Whether a person is a member of an organisation."""
    return any(m.organisation_id == organisation_id for m in memberships_of(user))


def is_admin_of(user: Any, organisation: Organisation) -> bool:
    """Whether a person administers an organisation."""
    return administers(user, organisation.pk)


def administers(user: Any, organisation_id: int) -> bool:
    """Whether a person administers the organisation of that id."""
    return any(m.organisation_id == organisation_id and m.role == MemberRole.ADMIN for m in memberships_of(user))


def may_administer(actor: Actor, organisation: Organisation) -> bool:
    """Whether an actor may change an organisation now: its administrator, asked anew (a page may be old), or the system."""
    if actor.user is None:
        return actor.kind == "system"
    admins = Membership.objects.filter(organisation=organisation, user=actor.user, role=MemberRole.ADMIN)
    return is_person(actor.user) and admins.exists()


def audiences_of(user: Any) -> frozenset[str]:
    """Return the audience tokens of a reader; search filters every query by them."""
    if not is_person(user):
        return frozenset({"public"})
    own = {f"org:{o.pk}" for o in organisations_of(user)}
    return frozenset({"public", "signed-in", *own, *(f"role:{r}" for r in roles_of(user))})
