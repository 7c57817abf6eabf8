"""Roles are granted and taken back; Wagtail's groups follow."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from hub.accounts.enums import WAGTAIL_GROUPS, Role
from hub.accounts.models import RoleGrant, User
from hub.activity.services import record
from hub.common.actors import Actor


def grant_role(*, actor: Actor, user: User, role: Role, now: datetime, expires_at: datetime | None = None) -> RoleGrant:
    """Give a person a role. A role they hold already is left as it is."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        grant = RoleGrant.objects.filter(user=user, role=role, revoked_at=None).first()
        if grant is not None and not grant.is_in_force(now):
            _end(grant, now)
            grant = None
        if grant is None:
            grant = RoleGrant.objects.create(
                user=user, role=role, granted_by=actor.user, granted_at=now, expires_at=expires_at
            )
            record(actor=actor, verb="role.granted", subject=user, data={"role": str(role)}, now=now)
        _mirror(user, role, held=True)
    return grant


def revoke_role(*, actor: Actor, user: User, role: Role, now: datetime) -> None:
    """Take a role back. Nothing happens when the person does not hold it."""
    with transaction.atomic():
        if RoleGrant.objects.filter(user=user, role=role, revoked_at=None).update(revoked_at=now):
            record(actor=actor, verb="role.revoked", subject=user, data={"role": str(role)}, now=now)
        _mirror(user, role, held=False)


def end_expired_grants(*, now: datetime) -> int:
    """Close the grants that ran out, so that Wagtail's doors close with them, and return how many there were."""
    over = RoleGrant.objects.filter(revoked_at=None, expires_at__lte=now).select_related("user").order_by("id")
    if not over.exists():  # no write lock when there is nothing to do
        return 0
    with transaction.atomic():
        grants = list(over.select_for_update(of=("self",)))
        for grant in grants:
            _end(grant, now)
    return len(grants)


def _end(grant: RoleGrant, now: datetime) -> None:
    grant.revoked_at = now
    grant.save(update_fields=["revoked_at"])
    record(actor=Actor.clock(), verb="role.expired", subject=grant.user, data={"role": grant.role}, now=now)
    _mirror(grant.user, Role(grant.role), held=False)


def _mirror(user: User, role: Role, *, held: bool) -> None:
    user.__dict__.pop("_roles", None)
    if role == Role.SUPERUSER and user.is_superuser != held:
        user.is_superuser = held
        user.save(update_fields=["is_superuser"])
    if role in WAGTAIL_GROUPS:
        group, _created = Group.objects.get_or_create(name=WAGTAIL_GROUPS[role])
        (user.groups.add if held else user.groups.remove)(group)
