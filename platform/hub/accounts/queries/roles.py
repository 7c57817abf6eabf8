"""Grants of roles: who may read them, what waits, what is in force."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from hub.accounts.enums import GrantState
from hub.accounts.models import RoleGrant
from hub.accounts.role_table import DESK
from hub.accounts.rules import is_person
from hub.accounts.standing import has_role

SOON_DAYS = 30


def may_see_role_desk(user: Any) -> bool:
    """Whether a person proposes or confirms any role."""
    return has_role(user, *DESK)


def grants_visible_to(user: Any) -> QuerySet[RoleGrant]:
    """Return the grants somebody may see: all for those entrusted with roles, for others their own that took effect."""
    if may_see_role_desk(user):
        return RoleGrant.objects.all()
    if not is_person(user):
        return RoleGrant.objects.none()
    return RoleGrant.objects.filter(user=user, state__in=(GrantState.ACTIVE, GrantState.ENDED)).exclude(granted_at=None)


def get_grant_or_404(user: Any, public_id: str) -> RoleGrant:
    """Return a grant somebody may see. Raises Http404."""
    found = grants_visible_to(user).select_related("user", "proposed_by", "confirmed_by")
    return get_object_or_404(found, public_id=public_id)


def list_grants(user: Any, *states: str) -> QuerySet[RoleGrant]:
    """Return the grants in these states that somebody may see; those that end soonest come first."""
    found = grants_visible_to(user).filter(state__in=states).select_related("user", "proposed_by", "confirmed_by")
    return found.order_by("expires_at", "id") if GrantState.ACTIVE in states else found.order_by("-id")


def ends_soon(grant: RoleGrant, now: datetime) -> bool:
    """Whether a grant in force runs out within a month."""
    soon = now + timedelta(days=SOON_DAYS)
    return grant.state == GrantState.ACTIVE and grant.expires_at is not None and grant.expires_at <= soon


def list_own_roles(user: Any, now: datetime) -> list[RoleGrant]:
    """Return the roles a person holds now, in the order they were given."""
    return list(RoleGrant.objects.in_force(now).filter(user=user).order_by("granted_at", "id"))
