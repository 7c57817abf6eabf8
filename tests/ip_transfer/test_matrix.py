"""Every state × step × kind of person of both workflows, against the table as it is meant."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.utils import timezone

from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.outbox.models import OutboxMessage
from hub.workflow.errors import NotAllowed, WrongState
from hub.workflow.machine import Machine, machines
from hub.workflow.services import available, fire
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.services.enquiries import open_enquiry
from ip_transfer.services.reviews import score_listing
from ip_transfer.workflow import ENQUIRY, LISTING
from tests.factories.accounts import actor_for, make_member, make_organisation, make_user
from tests.factories.standards import GOOD_SCORES, make_listing, make_standard

pytestmark = pytest.mark.django_db

# One letter for each state, in the order of the header: + done, . wrong state, - not one of those who may.
LISTING_STATES = ("draft", "submitted", "in_review", "published", "withdrawn")
LISTING_TABLE = {
    "submit": {
        "owner": "+....",
        "reviewer": "-----",
        "publisher": "-----",
        "own reviewer": "+....",
        "outsider": "-----",
        "anonymous": "-----",
    },
    "take_back": {
        "owner": ".+...",
        "reviewer": "-----",
        "publisher": "-----",
        "own reviewer": ".+...",
        "outsider": "-----",
        "anonymous": "-----",
    },
    "start_review": {
        "owner": "-----",
        "reviewer": ".+...",
        "publisher": "-----",
        "own reviewer": "-----",
        "outsider": "-----",
        "anonymous": "-----",
    },
    "return": {
        "owner": "-----",
        "reviewer": "..+..",
        "publisher": "..+..",
        "own reviewer": "-----",
        "outsider": "-----",
        "anonymous": "-----",
    },
    "publish": {
        "owner": "-----",
        "reviewer": "-----",
        "publisher": "..+..",
        "own reviewer": "-----",
        "outsider": "-----",
        "anonymous": "-----",
    },
    "withdraw": {
        "owner": "...+.",
        "reviewer": "-----",
        "publisher": "...+.",
        "own reviewer": "...+.",
        "outsider": "-----",
        "anonymous": "-----",
    },
    "revise": {
        "owner": "....+",
        "reviewer": "-----",
        "publisher": "-----",
        "own reviewer": "....+",
        "outsider": "-----",
        "anonymous": "-----",
    },
}
ENQUIRY_STATES = ("new", "answered", "closed")
ENQUIRY_TABLE = {
    "answer": {
        "owner": "+..",
        "asker": "---",
        "reviewer": "---",
        "publisher": "---",
        "own reviewer": "+..",
        "outsider": "---",
        "anonymous": "---",
    },
    "close": {
        "owner": "++.",
        "asker": "++.",
        "reviewer": "---",
        "publisher": "---",
        "own reviewer": "++.",
        "outsider": "---",
        "anonymous": "---",
    },
}
# Where each step leads.
TARGETS = {
    "submit": "submitted",
    "take_back": "draft",
    "start_review": "in_review",
    "return": "draft",
    "publish": "published",
    "withdraw": "withdrawn",
    "revise": "draft",
    "answer": "answered",
    "close": "closed",
}


def people_around(listing: TransferListing) -> dict[str, Actor]:
    """One person of each kind, seen from a listing."""
    own_judge = make_member(listing.organisation, roles=(Role.REVIEWER, Role.PUBLISHER))
    return {
        "owner": actor_for(listing.organisation),
        "reviewer": Actor.person(make_user(roles=(Role.REVIEWER,))),
        "publisher": Actor.person(make_user(roles=(Role.PUBLISHER,))),
        "own reviewer": Actor.person(own_judge, listing.organisation),
        "outsider": actor_for(make_organisation()),
        "anonymous": Actor.person(AnonymousUser()),  # type: ignore[arg-type]
    }


def outcome(obj: models.Model, name: str, actor: Actor) -> str:
    """Fire one step, say what came of it, and undo it. What is refused leaves no trace."""
    before = (Activity.objects.count(), OutboxMessage.objects.count(), obj.state)  # type: ignore[attr-defined]
    mark = transaction.savepoint()
    try:
        fire(obj, name, actor, timezone.now())
        letter = "+" if obj.state == TARGETS[name] else "?"  # type: ignore[attr-defined]
    except NotAllowed:
        letter = "-"
    except WrongState:
        letter = "."
    if letter != "+":
        obj.refresh_from_db()
        assert (Activity.objects.count(), OutboxMessage.objects.count(), obj.state) == before  # type: ignore[attr-defined]
    transaction.savepoint_rollback(mark)
    obj.refresh_from_db()
    return letter


def column(obj: models.Model, machine: Machine, people: dict[str, Actor]) -> dict[str, dict[str, str]]:
    """Try every step as every person on an object in one state."""
    for actor in people.values():
        offered = {offer.transition.name for offer in available(obj, actor, timezone.now())}
        assert offered == {t.name for t in machine if outcome(obj, t.name, actor) == "+"}
    return {t.name: {who: outcome(obj, t.name, actor) for who, actor in people.items()} for t in machine}


def expected(table: dict[str, dict[str, str]], states: tuple[str, ...], state: str) -> dict[str, dict[str, str]]:
    place = states.index(state)
    return {name: {who: row[place] for who, row in rows.items()} for name, rows in table.items()}


@pytest.mark.parametrize("state", LISTING_STATES)
def test_listings_move_as_the_table_says(state: str) -> None:
    listing = make_listing(state=state, standard=make_standard())
    people = people_around(listing)
    if state == "in_review":
        score_listing(
            actor=people["reviewer"], listing=listing, scores=GOOD_SCORES, comment="Clear.", now=timezone.now()
        )
    assert column(listing, LISTING, people) == expected(LISTING_TABLE, LISTING_STATES, state)


@pytest.mark.parametrize("state", ENQUIRY_STATES)
def test_enquiries_move_as_the_table_says(state: str) -> None:
    listing = make_listing(state="published")
    people = people_around(listing)
    asker = actor_for(make_organisation())
    enquiry = open_enquiry(
        actor=asker,
        listing=listing,
        organisation=asker.organisation,  # type: ignore[arg-type]
        message="What is the width?",
        client_uuid=uuid.uuid4(),
        now=timezone.now(),
    )
    for step in {"new": (), "answered": ("answer",), "closed": ("answer", "close")}[state]:
        fire(enquiry, step, people["owner"], timezone.now())
    assert column(enquiry, ENQUIRY, {**people, "asker": asker}) == expected(ENQUIRY_TABLE, ENQUIRY_STATES, state)


def shape_of(machine: Machine) -> dict[str, Any]:
    choices = machine.model._meta.get_field("state").flatchoices
    return {"states": tuple(value for value, _label in choices), "steps": {t.name for t in machine}}


def test_the_tables_hold_every_workflow_state_and_step() -> None:
    assert {m.model for m in machines if m.model._meta.app_label == "ip_transfer"} == {TransferListing, Enquiry}
    assert shape_of(LISTING) == {"states": LISTING_STATES, "steps": set(LISTING_TABLE)}
    assert shape_of(ENQUIRY) == {"states": ENQUIRY_STATES, "steps": set(ENQUIRY_TABLE)}
