"""Standards and listings for tests."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.models import Organisation
from hub.common.actors import Actor
from hub.standards.models import Standard
from hub.standards.services.importing import import_standards
from hub.workflow.services import fire
from ip_transfer.models import TransferListing
from ip_transfer.services.listings import create_listing, link_standard
from ip_transfer.services.reviews import score_listing
from tests.factories.accounts import actor_for, make_organisation, make_user

_count = itertools.count(1)
OFFER: dict[str, Any] = {
    "title_en": "Dry electrode coating",
    "title_zh": "",
    "summary_en": "Coats without solvent.",
    "summary_zh": "",
    "trl": 7,
    "trl_evidence": "Runs on a pilot line.",
    "mode": "non_exclusive",
    "price_kind": "on_request",
    "price_minor": None,
    "price_currency": "",
}
GOOD_SCORES = {"clarity": 4, "evidence": 4, "advantage": 3, "standard": 5}
HOLD_SCORES = {"clarity": 2, "evidence": 2, "advantage": 2, "standard": 2}
BAD_SCORES = {"clarity": 1, "evidence": 1, "advantage": 1, "standard": 1}


def make_standard(number: str = "", **columns: str) -> Standard:
    """Make a standard through the import."""
    number = number or f"T/ZSA {next(_count) + 1000}-2026"
    row = {"number": number, "title_en": "Test method for cells", "title_zh": "电池试验方法", **columns}
    (report,) = import_standards(actor=Actor.system(), rows=[row], columns={}, now=timezone.now())
    assert report.outcome != "refused", report
    return Standard.objects.get(number=report.number)


def make_listing(
    organisation: Organisation | None = None,
    *,
    state: str = "draft",
    standard: Standard | None = None,
    asset: dict[str, Any] | None = None,
    confidential: dict[str, str] | None = None,
    **offer: Any,
) -> TransferListing:
    """Make a listing and bring it to a state by the acts that lead there."""
    organisation = organisation or make_organisation()
    actor = actor_for(organisation)
    values = OFFER | offer
    right = {"kind": "invention", "office": "CN", "number": f"CN {next(_count) + 1000000} B", "legal_status": "granted"}
    listing = create_listing(
        actor=actor,
        organisation=organisation,
        asset=right | (asset or {}),
        offer=values,
        confidential=confidential,
        now=timezone.now(),
    )
    if state != "draft" or standard:
        link_standard(
            actor=actor,
            listing=listing,
            standard=standard or make_standard(),
            role="implements",
            clause="6.2",
            now=timezone.now(),
        )
    bring_to(listing, state)
    return listing


def bring_to(listing: TransferListing, state: str) -> None:
    """Take the steps from draft to a state, each by somebody who may."""
    if state == "draft":
        return
    owner, now = actor_for(listing.organisation), timezone.now()
    fire(listing, "submit", owner, now)
    if state == "submitted":
        return
    reviewer = Actor.person(make_user(roles=(Role.REVIEWER,)))
    fire(listing, "start_review", reviewer, timezone.now())
    if state == "in_review":
        return
    scores = {"on_hold": HOLD_SCORES, "rejected": BAD_SCORES}.get(state, GOOD_SCORES)
    score_listing(actor=reviewer, listing=listing, scores=scores, comment="Clear.", now=timezone.now())
    if state in ("on_hold", "rejected"):
        fire(listing, {"on_hold": "hold", "rejected": "reject"}[state], reviewer, timezone.now())
        return
    publisher = Actor.person(make_user(roles=(Role.PUBLISHER,)))
    fire(listing, "publish_changes" if listing.is_revision else "publish", publisher, timezone.now())
    _leave(listing, state, owner)


def _leave(listing: TransferListing, state: str, owner: Actor) -> None:
    if state == "withdrawn":
        fire(listing, "withdraw", owner, timezone.now())
    elif state == "paused":
        fire(listing, "pause", owner, timezone.now())
    elif state == "closed":
        fire(listing, "close", owner, timezone.now(), outcome_code="agreed_here")
    elif state == "expired":
        fire(listing, "expire", Actor.clock(), timezone.now() + timedelta(days=400))
    elif state == "merged":
        raise ValueError("bring a revision to published: it is merged")
