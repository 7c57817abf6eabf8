"""Verification cases: in time, and when the time of a level is over."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from hub.accounts.enums import Role
from hub.common.actors import Actor
from hub.workflow.services import fire
from tests.factories.accounts import actor_for, make_member, make_organisation
from tests.factories.verification import make_case, make_verifier
from tests.hub.workflow.matrix.table import Case

# How far the factory takes the case, and the step by which it comes into the state.
WAYS = {
    "withdrawn": ("draft", "withdraw"),
    "returned": ("checked", "return"),
    "refused": ("checked", "refuse"),
    "expired": ("approved", "expire"),
    "ended": ("approved", "end"),
}


def case(state: str) -> dict[str, Case]:
    """A case with its administrator, a member, a member who is a verifier, the checker and another verifier."""
    organisation, now = make_organisation(), timezone.now()
    checker, second = make_verifier(), make_verifier()
    people = {
        "administrator": actor_for(organisation),
        "member": Actor.person(make_member(organisation), organisation),
        "own verifier": Actor.person(make_member(organisation, roles=(Role.VERIFIER,)), organisation),
        "checker": Actor.person(checker),
        "second verifier": Actor.person(second),
    }
    reached, step = WAYS.get(state, (state, ""))
    until = now + timedelta(days=100)
    made = make_case(organisation, state=reached, checker=checker, decider=second, now=now, valid_until=until)
    over = until + timedelta(days=1)
    if step == "expire":
        fire(made, step, Actor.clock(), over)
    elif step:
        fire(made, step, people["administrator" if step == "withdraw" else "second verifier"], now, reasons="So.")
    cases = {"in time": Case(made, people, now=now)}
    if state == "approved":
        cases["when its time is over"] = Case(made, people, now=over)
    return cases


WORLDS = {"verification.verificationcase": case}
