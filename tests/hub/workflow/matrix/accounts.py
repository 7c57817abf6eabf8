"""Grants of roles (in time and when their time is over), and requests to join an organisation."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.models import RoleGrant, User
from hub.accounts.services.joining import ask_to_join
from hub.accounts.services.roles import propose_role
from hub.common.actors import Actor
from hub.workflow.services import fire
from tests.factories.accounts import actor_for, make_member, make_organisation, make_user
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


def join_request(state: str) -> Case:
    """A request to join an organisation, with its administrator, a plain member and the person who asks."""
    organisation, now = make_organisation(), timezone.now()
    people = {
        "administrator": actor_for(organisation),
        "member": Actor.person(make_member(organisation), organisation),
        "asker": Actor.person(make_user()),
    }
    asked = ask_to_join(actor=people["asker"], organisation=organisation, message="I work there.", now=now)
    step = {"asked": "", "accepted": "accept", "declined": "decline", "withdrawn": "withdraw"}[state]
    if step:
        fire(asked, step, people["asker" if step == "withdraw" else "administrator"], now)
    return Case(asked, people)


WORLDS = {"accounts.rolegrant": grant, "accounts.joinrequest": join_request}
