"""Who belongs to an organisation, and as what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hub.accounts.enums import MemberRole
from hub.accounts.models import Membership, Organisation, User
from hub.accounts.services.organisations import lock_as_admin
from hub.accounts.standing import forget_organisations
from hub.activity.services import record
from hub.common.actors import Actor
from hub.workflow.errors import GuardsUnmet


def add_member(*, actor: Actor, organisation: Organisation, user: Any, role: MemberRole, now: datetime) -> Membership:
    """Make a person a member; a member stays what they are. For administrators of the organisation and for the system.

    Raises NotAllowed.
    """
    with transaction.atomic():
        return admit(actor, lock_as_admin(actor, organisation), user, role, now)


def admit(actor: Actor, organisation: Organisation, user: Any, role: str, now: datetime) -> Membership:
    """Write the membership; the caller, inside its transaction, has checked that the person may come in."""
    membership, created = Membership.objects.get_or_create(
        organisation=organisation, user=user, defaults={"role": role, "joined_at": now}
    )
    forget_organisations(user)
    if created:
        data = {"user": user.public_id, "role": str(role)}
        record(actor=actor, verb="organisation.member_added", subject=organisation, data=data, now=now)
    return membership


def change_role(*, actor: Actor, organisation: Organisation, user: User, role: MemberRole, now: datetime) -> None:
    """Make a member an administrator or the other way round. Somebody who is no member is left alone.

    Raises NotAllowed, or GuardsUnmet when the last administrator would be gone.
    """
    with transaction.atomic():
        locked = lock_as_admin(actor, organisation)
        membership = Membership.objects.filter(organisation=locked, user=user).first()
        if membership is None or membership.role == role:
            return
        _keep_an_administrator(locked, membership)
        membership.role = role
        membership.save(update_fields=["role"])
        forget_organisations(user)
        data = {"user": user.public_id, "role": str(role)}
        record(actor=actor, verb="organisation.role_changed", subject=locked, data=data, now=now)


def remove_member(*, actor: Actor, organisation: Organisation, user: User, now: datetime) -> None:
    """Take a person out of an organisation: its administrator does, or the person leaves. Somebody who is no member is
    left alone. Raises NotAllowed, or GuardsUnmet when the last administrator would be gone.
    """
    leaves = actor.user is not None and actor.user.pk == user.pk
    with transaction.atomic():
        locked = (
            Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
            if leaves
            else lock_as_admin(actor, organisation)
        )
        membership = Membership.objects.filter(organisation=locked, user=user).first()
        if membership is None:
            return
        _keep_an_administrator(locked, membership)
        membership.delete()
        forget_organisations(user)
        verb = "organisation.member_left" if leaves else "organisation.member_removed"
        record(actor=actor, verb=verb, subject=locked, data={"user": user.public_id}, now=now)


def _keep_an_administrator(organisation: Organisation, membership: Membership) -> None:
    """Refuse when this is the last administrator who can still sign in; the organisation's row is locked."""
    if membership.role != MemberRole.ADMIN:
        return
    others = Membership.objects.filter(organisation=organisation, role=MemberRole.ADMIN, user__is_active=True)
    if not others.exclude(pk=membership.pk).exists():
        raise GuardsUnmet([_("Make somebody else an administrator first: an organisation is never without one.")])
