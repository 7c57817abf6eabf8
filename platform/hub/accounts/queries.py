"""Who somebody is: their roles, organisations, and what they may therefore see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from hub.accounts.enums import MemberRole, Role
from hub.accounts.models import Membership, Organisation, RoleGrant, User
from hub.accounts.rules import is_person


def grants_in_force(now: datetime) -> QuerySet[RoleGrant]:
    """Return the role grants that hold at that moment."""
    return RoleGrant.objects.filter(Q(expires_at=None) | Q(expires_at__gt=now), revoked_at=None)


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


def organisations_of(user: Any) -> list[Organisation]:
    """Return the organisations a person belongs to, oldest membership first; read once per loaded person."""
    if not is_person(user):
        return []
    known = user.__dict__.get("_organisations")
    if known is None:
        memberships = Membership.objects.filter(user=user).select_related("organisation").order_by("joined_at", "id")
        known = user.__dict__["_organisations"] = [m.organisation for m in memberships]
    return list(known)


def belongs_to(user: Any, organisation_id: int) -> bool:
    """Whether a person is a member of an organisation."""
    return any(o.pk == organisation_id for o in organisations_of(user))


def is_admin_of(user: Any, organisation: Organisation) -> bool:
    """Whether a person administers an organisation."""
    return (
        is_person(user)
        and Membership.objects.filter(user=user, organisation=organisation, role=MemberRole.ADMIN).exists()
    )


def audiences_of(user: Any) -> frozenset[str]:
    """Return the audience tokens of a reader; search filters every query by them."""
    if not is_person(user):
        return frozenset({"public"})
    own = {f"org:{o.pk}" for o in organisations_of(user)}
    return frozenset({"public", "signed-in", *own, *(f"role:{r}" for r in roles_of(user))})


def members_of(organisation_id: int) -> QuerySet[User]:
    """Return the active people of an organisation."""
    return User.objects.filter(memberships__organisation_id=organisation_id, is_active=True).order_by("id")


def holders_of(role: str) -> QuerySet[User]:
    """Return the active people who hold a role now."""
    grants = grants_in_force(timezone.now()).filter(role=role)
    return User.objects.filter(role_grants__in=grants, is_active=True).distinct().order_by("id")


def visible_to(user: Any) -> QuerySet[Organisation]:
    """Return the organisations somebody may see: their public page is for everyone."""
    return Organisation.objects.all()


def get_visible_or_404(user: Any, public_id: str) -> Organisation:
    """Return an organisation by its public id. Raises Http404."""
    return get_object_or_404(visible_to(user), public_id=public_id)


def count_organisations() -> int:
    """Return how many organisations are registered."""
    return Organisation.objects.count()


def list_organisations(user: Any) -> QuerySet[Organisation]:
    """Return the organisations somebody may see, the best known first."""
    return visible_to(user).order_by("-verification_level", "created_at", "id")
