"""Listings, changes to public listings, and enquiries."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from hub.accounts.enums import Role
from hub.common.actors import Actor
from hub.workflow.services import fire
from ip_transfer.models import TransferListing
from ip_transfer.services.enquiries import open_enquiry
from ip_transfer.services.reviews import score_listing
from ip_transfer.services.revisions import start_revision
from tests.factories.accounts import actor_for, make_member, make_organisation, make_user
from tests.factories.standards import BAD_SCORES, GOOD_SCORES, bring_to, make_listing, make_standard
from tests.hub.workflow.matrix.table import Case

ENDS = {"close": {"outcome_code": "agreed_here"}}
REASONS = {"refuse": {"reason_code": "no_fit"}, "close": {"reason_code": "answered"}}
WAYS: dict[str, tuple[str, ...]] = {
    "new": (),
    "answered": ("answer",),
    "qualified": ("qualify",),
    "refused": ("refuse",),
    "closed": ("answer", "close"),
    "spam": ("report_spam",),
}


def people_around(listing: TransferListing) -> dict[str, Actor]:
    """One person of each kind, seen from a listing."""
    own_judge = make_member(listing.organisation, roles=(Role.REVIEWER, Role.PUBLISHER))
    return {
        "owner": actor_for(listing.organisation),
        "reviewer": Actor.person(make_user(roles=(Role.REVIEWER,))),
        "publisher": Actor.person(make_user(roles=(Role.PUBLISHER,))),
        "own reviewer": Actor.person(own_judge, listing.organisation),
    }


def listing(state: str) -> dict[str, Case]:
    """A complete listing; in review it has passing scores, or low ones; when public its time may have run out. And changes to a
    public one where they can be in that state.
    """
    if state == "merged":
        merged = _changes("published")
        return {"changes": Case(merged, people_around(merged), ENDS)}
    made = _scored(make_listing(state=state, standard=make_standard()), GOOD_SCORES)
    found = {"": Case(made, people_around(made), ENDS)}
    if state == "in_review":
        low = _scored(make_listing(state=state, standard=make_standard()), BAD_SCORES)
        found["low scores"] = Case(low, people_around(low), ENDS)
    if state == "published":
        old = make_listing(state=state, standard=make_standard())
        found["its time ran out"] = Case(old, people_around(old), ENDS, timezone.now() + timedelta(days=400))
    if state in ("draft", "in_review"):
        changed = _scored(_changes(state), GOOD_SCORES)
        found["changes"] = Case(changed, people_around(changed), ENDS)
    return found


def _scored(listing: TransferListing, scores: dict[str, int]) -> TransferListing:
    if listing.state == "in_review":
        reviewer = Actor.person(make_user(roles=(Role.REVIEWER,)))
        score_listing(actor=reviewer, listing=listing, scores=scores, comment="Clear.", now=timezone.now())
    return listing


def _changes(state: str) -> TransferListing:
    public = make_listing(state="published", standard=make_standard())
    revision = start_revision(actor=actor_for(public.organisation), listing=public, now=timezone.now())
    bring_to(revision, state)
    return revision


def enquiry(state: str) -> Case:
    """An enquiry about a published listing."""
    made = make_listing(state="published")
    asker = actor_for(make_organisation())
    organisation: Any = asker.organisation
    asked = open_enquiry(
        actor=asker,
        listing=made,
        organisation=organisation,
        message="What is the width?",
        client_uuid=uuid.uuid4(),
        now=timezone.now(),
    )
    people = {**people_around(made), "asker": asker}
    for step in WAYS[state]:
        fire(asked, step, people["owner"], timezone.now(), **REASONS.get(step, {}))
    return Case(asked, people, REASONS)


WORLDS = {"ip_transfer.transferlisting": listing, "ip_transfer.enquiry": enquiry}
