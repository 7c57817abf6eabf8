"""Listings and enquiries."""

from __future__ import annotations

import uuid

from django.utils import timezone

from hub.accounts.enums import Role
from hub.common.actors import Actor
from hub.workflow.services import fire
from ip_transfer.models import TransferListing
from ip_transfer.services.enquiries import open_enquiry
from ip_transfer.services.reviews import score_listing
from tests.factories.accounts import actor_for, make_member, make_organisation, make_user
from tests.factories.standards import GOOD_SCORES, make_listing, make_standard
from tests.hub.workflow.matrix.table import Case


def people_around(listing: TransferListing) -> dict[str, Actor]:
    """One person of each kind, seen from a listing."""
    own_judge = make_member(listing.organisation, roles=(Role.REVIEWER, Role.PUBLISHER))
    return {
        "owner": actor_for(listing.organisation),
        "reviewer": Actor.person(make_user(roles=(Role.REVIEWER,))),
        "publisher": Actor.person(make_user(roles=(Role.PUBLISHER,))),
        "own reviewer": Actor.person(own_judge, listing.organisation),
    }


def listing(state: str) -> Case:
    """A complete listing; in review it has passing scores."""
    made = make_listing(state=state, standard=make_standard())
    if state == "in_review":
        reviewer = Actor.person(make_user(roles=(Role.REVIEWER,)))
        score_listing(actor=reviewer, listing=made, scores=GOOD_SCORES, comment="Clear.", now=timezone.now())
    return Case(made, people_around(made))


def enquiry(state: str) -> Case:
    """An enquiry about a published listing."""
    made = make_listing(state="published")
    asker = actor_for(make_organisation())
    asked = open_enquiry(
        actor=asker,
        listing=made,
        organisation=asker.organisation,  # type: ignore[arg-type]
        message="What is the width?",
        client_uuid=uuid.uuid4(),
        now=timezone.now(),
    )
    people = {**people_around(made), "asker": asker}
    for step in {"new": (), "answered": ("answer",), "closed": ("answer", "close")}[state]:
        fire(asked, step, people["owner"], timezone.now())
    return Case(asked, people)


WORLDS = {"ip_transfer.transferlisting": listing, "ip_transfer.enquiry": enquiry}
