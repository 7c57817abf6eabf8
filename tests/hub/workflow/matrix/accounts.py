"""Grants of roles: one that two people give, one that one person gives, each in time and when its time is over."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.models import RoleGrant, User
from hub.accounts.services.roles import propose_role
from hub.common.actors import Actor
from hub.workflow.services import fire
from tests.factories.accounts import make_user
from tests.hub.workflow.matrix.table import Case

DAY = timedelta(days=1)
WAYS = {
    "proposed": (),
    "active": ("confirm",),
    "refused": ("refuse",),
    "withdrawn": ("withdraw",),
    "ended": ("confirm", "revoke"),
}


def _people(holder: User) -> dict[str, Actor]:
    return {
        "proposer": Actor.person(make_user(roles=(Role.SUPERUSER,))),
        "superuser": Actor.person(make_user(roles=(Role.SUPERUSER,))),
        "auditor": Actor.person(make_user(roles=(Role.AUDITOR,))),
        "holder": Actor.person(holder),
    }


def grant(state: str) -> dict[str, Case]:
    """A proposal for a treasurer, brought to a state; with it a one-person role that waits for whoever may give it."""
    people, now = _people(make_user()), timezone.now()
    made = propose_role(
        actor=people["proposer"],
        user=people["holder"].someone,
        role=Role.TREASURER,
        reason="For the books.",
        expires_at=now + 60 * DAY,
        now=now,
    )
    for step in WAYS[state]:
        fire(made, step, people["proposer" if step == "withdraw" else "auditor"], now)
    cases = {"in time": Case(made, people), "when its time is over": Case(made, people, now=now + 61 * DAY)}
    if state == "proposed":
        cases["a role that one person gives"] = Case(_waiting_for_one(), _people(make_user()))
    return cases


def _waiting_for_one() -> RoleGrant:
    return RoleGrant.objects.create(
        user=make_user(), role=Role.MODERATOR, reason="For complaints.", proposed_by=None, proposed_at=timezone.now()
    )


WORLDS = {"accounts.rolegrant": grant}
