"""The life of a grant of a role: proposed by one person, confirmed by another where the table says so."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import WAGTAIL_GROUPS, Role
from hub.accounts.enums import GrantState as S
from hub.accounts.models import RoleGrant
from hub.accounts.role_table import TABLE
from hub.accounts.standing import has_role
from hub.common.actors import Actor
from hub.notifications.services import notify
from hub.workflow.machine import CLOCK, Guard, Machine, Text, Transition, Who, register

OPEN_DAYS = 14  # a proposal nobody confirmed lapses
Data = dict[str, Any]


def may_propose(user: Any, role: str) -> bool:
    """Whether a person may propose somebody for a role (never themselves: the grant's own workflow sees to that)."""
    return has_role(user, *TABLE[role].proposers)


def _is_second(grant: RoleGrant, user: Any) -> bool:
    return user not in (grant.proposed_by, grant.user) and has_role(user, *TABLE[grant.role].confirmers)


def _is_sole_granter(grant: RoleGrant, user: Any) -> bool:
    return TABLE[grant.role].persons == 1 and user != grant.user and may_propose(user, grant.role)


def _may_end(grant: RoleGrant, user: Any) -> bool:
    rule = TABLE[grant.role]
    return has_role(user, *rule.proposers, *rule.confirmers)


SECOND_PERSON = Who(
    "second", _("a second person entrusted with roles, neither who proposed it nor who receives it"), _is_second
)
GRANTER = Who("granter", _("whoever may give this role alone"), _is_sole_granter)
PROPOSER = Who("proposer", _("whoever proposed it"), lambda grant, user: user == grant.proposed_by)
ENDER = Who("ender", _("people entrusted with roles"), _may_end)
HOLDER = Who("holder", _("whoever holds the role"), lambda grant, user: user == grant.user)


def _over(grant: RoleGrant, now: datetime, data: Data) -> Text | None:
    over = grant.expires_at is not None and grant.expires_at <= now
    return _("The role would have run out already. Propose it anew.") if over else None


def _not_over(grant: RoleGrant, now: datetime, data: Data) -> Text | None:
    return None if grant.expires_at and grant.expires_at <= now else _("The role has not run out yet.")


def _not_lapsed(grant: RoleGrant, now: datetime, data: Data) -> Text | None:
    return None if grant.proposed_at <= now - timedelta(days=OPEN_DAYS) else _("The proposal is still open.")


def _gone(grant: RoleGrant, now: datetime, data: Data) -> Text | None:
    return None if grant.user.is_active else _("This person's account is closed.")


def _begin(grant: RoleGrant, actor: Actor, now: datetime, data: Data) -> None:
    grant.granted_at = now
    grant.confirmed_by = actor.user if TABLE[grant.role].persons == 2 else None
    grant.save(update_fields=["granted_at", "confirmed_by"])
    _mirror(grant, held=True)


def _end(grant: RoleGrant, actor: Actor, now: datetime, data: Data) -> None:
    grant.ended_at = now
    grant.save(update_fields=["ended_at"])
    _mirror(grant, held=False)


def _mirror(grant: RoleGrant, *, held: bool) -> None:
    """Let Wagtail's groups and Django's superuser mark follow."""
    user, role = grant.user, Role(grant.role)
    if role == Role.SUPERUSER and user.is_superuser != held:
        user.is_superuser = held
        user.save(update_fields=["is_superuser"])
    if role in WAGTAIL_GROUPS:
        group, _created = Group.objects.get_or_create(name=WAGTAIL_GROUPS[role])
        (user.groups.add if held else user.groups.remove)(group)


def _tell_holder(grant: RoleGrant, actor: Actor, now: datetime, data: Data) -> None:
    if actor.kind == "system":  # the operator acts at the person's side: nothing to tell
        return
    kind = "role.granted" if grant.state == S.ACTIVE else "role.ended"
    notify(kind=kind, reader=grant.user, subject=grant, key=f"{kind}:{grant.public_id}", now=now)


GRANT = register(
    Machine(
        RoleGrant,
        (
            Transition(
                "grant",
                (S.PROPOSED,),
                S.ACTIVE,
                (GRANTER, CLOCK),
                _("Give the role"),
                "role.granted",
                (Guard("in_time", _over), Guard("account", _gone)),
                (_begin, _tell_holder),
                primary=True,
            ),
            Transition(
                "confirm",
                (S.PROPOSED,),
                S.ACTIVE,
                (SECOND_PERSON,),
                _("Confirm the role"),
                "role.granted",
                (Guard("in_time", _over), Guard("account", _gone)),
                (_begin, _tell_holder),
                primary=True,
            ),
            Transition(
                "refuse", (S.PROPOSED,), S.REFUSED, (SECOND_PERSON,), _("Do not confirm"), "role.refused", (), (_end,)
            ),
            Transition(
                "withdraw",
                (S.PROPOSED,),
                S.WITHDRAWN,
                (PROPOSER,),
                _("Withdraw the proposal"),
                "role.withdrawn",
                (),
                (_end,),
            ),
            Transition(
                "lapse",
                (S.PROPOSED,),
                S.WITHDRAWN,
                (CLOCK,),
                _("Let the proposal lapse"),
                "role.lapsed",
                (Guard("open", _not_lapsed),),
                (_end,),
            ),
            Transition(
                "revoke",
                (S.ACTIVE,),
                S.ENDED,
                (ENDER, HOLDER, CLOCK),
                _("Take the role back"),
                "role.revoked",
                (),
                (_end, _tell_holder),
                explain=_("The role ends at once and the person hears of it. To give it again, propose it anew."),
                danger=True,
            ),
            Transition(
                "expire",
                (S.ACTIVE,),
                S.ENDED,
                (CLOCK,),
                _("End the role that ran out"),
                "role.expired",
                (Guard("over", _not_over),),
                (_end, _tell_holder),
            ),
        ),
    )
)
