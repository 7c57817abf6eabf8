"""Roles are proposed, given and taken back; each by those whom the table of roles names."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hub.accounts.enums import GrantState, Role
from hub.accounts.models import RoleGrant, User
from hub.accounts.role_table import TABLE
from hub.accounts.role_workflow import OPEN_DAYS, may_propose
from hub.activity.services import record
from hub.common.actors import Actor
from hub.workflow.errors import GuardsUnmet, NotAllowed
from hub.workflow.services import fire


def propose_role(
    *, actor: Actor, user: User, role: Role, reason: str, expires_at: datetime, now: datetime
) -> RoleGrant:
    """Propose a person for a role; where the table asks for one person only, the role is given with it.

    Raises NotAllowed when the actor may not propose this role or proposes themselves, GuardsUnmet when the person holds
    the role or is proposed for it already, or when `expires_at` lies too far ahead.
    """
    proposer, rule = actor.someone, TABLE[role]
    if not may_propose(proposer, role) or proposer == user:
        raise NotAllowed([str(Role(r).label) for r in rule.proposers])
    if not now < expires_at <= now + timedelta(days=rule.longest_days):
        raise GuardsUnmet([_("The role can be given for at most %(days)s days.") % {"days": rule.longest_days}])
    with transaction.atomic():
        grant = _propose(actor, user, role, reason, expires_at, now)
        if rule.persons == 1:
            fire(grant, "grant", actor, now)
    return grant


def _propose(
    actor: Actor, user: User, role: Role, reason: str, expires_at: datetime | None, now: datetime
) -> RoleGrant:
    User.objects.select_for_update().get(pk=user.pk)
    open_grant = _open_grant(user, role)
    if open_grant is not None and _is_over(open_grant, now):
        fire(open_grant, "expire", Actor.clock(), now)
    elif open_grant is not None:
        raise GuardsUnmet([_("This person holds the role or is proposed for it already.")])
    grant = RoleGrant.objects.create(
        user=user, role=role, reason=reason, proposed_by=actor.user, proposed_at=now, expires_at=expires_at
    )
    record(actor=actor, verb="role.proposed", subject=grant, data={"role": str(role)}, now=now)
    return grant


def _open_grant(user: User, role: Role) -> RoleGrant | None:
    return RoleGrant.objects.filter(user=user, role=role, state__in=(GrantState.PROPOSED, GrantState.ACTIVE)).first()


def _is_over(grant: RoleGrant, now: datetime) -> bool:
    return grant.state == GrantState.ACTIVE and not grant.is_in_force(now)


def grant_role(*, actor: Actor, user: User, role: Role, now: datetime, expires_at: datetime | None = None) -> RoleGrant:
    """Give a person a role from outside the Hub: the operator's way to the first of each role. A role they hold is left as it is.

    Raises NotAllowed for anybody but the system: people propose and confirm.
    """
    if actor.kind != "system":
        raise NotAllowed([_("the operator of this installation")])
    with transaction.atomic():
        held = _open_grant(user, role)
        if held is not None and not _is_over(held, now):
            if held.state == GrantState.PROPOSED:
                fire(held, "grant", actor, now)
            return held
        grant = _propose(actor, user, role, "", expires_at, now)
        fire(grant, "grant", actor, now)
        user.__dict__.pop("_roles", None)
        user.refresh_from_db(fields=["is_superuser"])
    return grant


def end_expired_grants(*, now: datetime) -> int:
    """Close the grants that ran out, so that Wagtail's doors close with them, and the proposals that lapsed; return how many."""
    over = Q(state=GrantState.ACTIVE, expires_at__lte=now)
    lapsed = Q(state=GrantState.PROPOSED, proposed_at__lte=now - timedelta(days=OPEN_DAYS))
    due = list(RoleGrant.objects.filter(over | lapsed).order_by("id"))
    for grant in due:
        fire(grant, "expire" if grant.state == GrantState.ACTIVE else "lapse", Actor.clock(), now)
    return len(due)
