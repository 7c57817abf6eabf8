"""Changes to a public listing: their files, the right that other listings offer too, and a listing that left the public."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.models import Organisation
from hub.common.actors import Actor
from hub.files.models import StoredFile
from hub.workflow.errors import GuardsUnmet
from hub.workflow.services import check, fire
from ip_transfer.models import IPAsset, TransferListing
from ip_transfer.services.listings import attach_datasheet, attach_evidence, edit_listing
from ip_transfer.services.reviews import score_listing
from ip_transfer.services.revisions import start_revision
from tests.factories.accounts import actor_for, make_organisation, make_user, signed_in
from tests.factories.standards import GOOD_SCORES, OFFER, bring_to, make_listing
from tests.factories.uploads import make_pdf, upload

pytestmark = pytest.mark.django_db


def revise(listing: TransferListing) -> TransferListing:
    return start_revision(actor=actor_for(listing.organisation), listing=listing, now=timezone.now())


def propose(listing: TransferListing, **facts: Any) -> None:
    right = {"kind": "invention", "number": listing.asset.number, "legal_status": "granted"} | facts
    edit_listing(actor=actor_for(listing.organisation), listing=listing, asset=right, offer=OFFER, now=timezone.now())
    listing.refresh_from_db()


def publish(revision: TransferListing) -> None:
    """Score what is in review and publish the changes."""
    reviewer = Actor.person(make_user(roles=(Role.REVIEWER,)))
    score_listing(actor=reviewer, listing=revision, scores=GOOD_SCORES, comment="Clear.", now=timezone.now())
    fire(revision, "publish_changes", Actor.person(make_user(roles=(Role.PUBLISHER,))), timezone.now())


def with_sheet(listing: TransferListing, text: str) -> StoredFile:
    pdf = upload(make_pdf(text), "sheet.pdf")
    attach_datasheet(actor=actor_for(listing.organisation), listing=listing, upload=pdf, now=timezone.now())
    listing.refresh_from_db()
    assert listing.datasheet is not None
    return listing.datasheet


def with_evidence(listing: TransferListing, text: str) -> StoredFile:
    pdf = upload(make_pdf(text), "register.pdf")
    attach_evidence(actor=actor_for(listing.organisation), listing=listing, upload=pdf, now=timezone.now())
    listing.refresh_from_db()
    assert listing.asset.status_evidence is not None
    return listing.asset.status_evidence


def opens(client: Client, file: StoredFile) -> bool:
    answer = client.get(f"/en/files/{file.public_id}/")
    assert answer.status_code in (200, 404)
    return answer.status_code == 200 and answer.getvalue().startswith(b"%PDF")


def shared_right() -> tuple[TransferListing, TransferListing]:
    """Make two published listings of one right."""
    organisation: Organisation = make_organisation()
    first = make_listing(organisation, state="published")
    second = make_listing(organisation, state="published", asset={"number": first.asset.number}, mode="sole")
    assert first.asset_id == second.asset_id
    return first, second


def test_the_data_sheet_of_published_changes_is_public_and_the_replaced_one_no_longer() -> None:
    listing, visitor = make_listing(), Client()
    old = with_sheet(listing, "old")
    bring_to_published(listing)
    revision = revise(listing)
    new = with_sheet(revision, "new")
    assert (opens(visitor, old), opens(visitor, new)) == (True, False)
    bring_to(revision, "in_review")
    publish(revision)
    assert (opens(visitor, old), opens(visitor, new)) == (False, True)


def bring_to_published(listing: TransferListing) -> None:
    standard_listing = make_listing(state="published")
    listing.standard_links.create(standard=standard_listing.standard_links.get().standard, role="implements")
    bring_to(listing, "published")


def test_a_data_sheet_that_stays_is_public_after_the_changes() -> None:
    listing = make_listing()
    sheet = with_sheet(listing, "same")
    bring_to_published(listing)
    revision = revise(listing)
    bring_to(revision, "in_review")
    publish(revision)
    assert opens(Client(), sheet)


def test_the_reviewer_of_changes_opens_the_evidence_that_came_along_and_the_new_one() -> None:
    listing = make_listing()
    old = with_evidence(listing, "old")
    bring_to_published(listing)
    desk = signed_in(make_user(roles=(Role.REVIEWER,)))
    assert not opens(desk, old)
    revision = revise(listing)
    bring_to(revision, "in_review")
    assert opens(desk, old)
    fire(revision, "drop", Actor.system(), timezone.now())
    revision = revise(listing)
    new = with_evidence(revision, "new")
    bring_to(revision, "in_review")
    assert (opens(desk, old), opens(desk, new)) == (True, True)
    publish(revision)
    assert (opens(desk, old), opens(desk, new)) == (False, False)
    listing.asset.refresh_from_db()
    new.refresh_from_db()
    assert (listing.asset.status_evidence, new.subject) == (new, listing.asset)


def test_evidence_renewed_meanwhile_is_kept_when_older_changes_are_published() -> None:
    listing = make_listing(state="published")
    revision = revise(listing)
    draft = make_listing(listing.organisation, asset={"number": listing.asset.number})
    newer = with_evidence(draft, "newer")
    bring_to(revision, "in_review")
    publish(revision)
    assert IPAsset.objects.get(pk=listing.asset_id).status_evidence == newer


def test_changes_to_a_right_that_another_listing_was_reviewed_with_are_refused() -> None:
    first, second = shared_right()
    revision = revise(first)
    propose(revision, legal_status="lapsed")
    assert len(check(revision, "submit", actor_for(first.organisation), timezone.now())) == 1
    with pytest.raises(GuardsUnmet):
        bring_to(revision, "in_review")
    propose(revision)
    bring_to(revision, "in_review")
    publish(revision)
    second.asset.refresh_from_db()
    assert (revision.state, second.asset.legal_status) == ("merged", "granted")


def test_changes_to_a_right_are_not_published_once_another_listing_of_it_was_submitted() -> None:
    listing = make_listing(state="published")
    other = make_listing(listing.organisation, asset={"number": listing.asset.number})
    revision = revise(listing)
    propose(revision, legal_status="lapsed")
    bring_to(revision, "in_review")
    bring_to_published(other)
    with pytest.raises(GuardsUnmet):
        publish(revision)
    assert IPAsset.objects.get(pk=listing.asset_id).legal_status == "granted"


def test_a_number_of_another_right_is_refused_before_the_review() -> None:
    listing = make_listing(state="published")
    taken = make_listing(listing.organisation).asset.number
    revision = revise(listing)
    propose(revision, number=taken)
    with pytest.raises(GuardsUnmet) as refused:
        bring_to(revision, "in_review")
    assert refused.value.reasons == ["Another right of your organisation has this number."]


@pytest.mark.parametrize("steps", [("withdraw",), ("close",), ("withdraw", "revise")])
def test_changes_end_with_the_listing_that_they_were_written_for(steps: tuple[str, ...]) -> None:
    listing = make_listing(state="published")
    owner, revision = actor_for(listing.organisation), revise(listing)
    bring_to(revision, "in_review")
    for step in steps:
        fire(listing, step, owner, timezone.now(), outcome_code="other")
    revision.refresh_from_db()
    assert revision.state == "withdrawn"


def test_changes_wait_while_the_listing_has_expired_and_end_when_it_is_rewritten() -> None:
    listing = make_listing(state="published")
    owner, revision = actor_for(listing.organisation), revise(listing)
    bring_to(revision, "in_review")
    assert listing.valid_until is not None
    fire(listing, "expire", Actor.clock(), listing.valid_until)
    with pytest.raises(GuardsUnmet):
        publish(revision)
    revision.refresh_from_db()
    assert revision.state == "in_review"
    fire(listing, "revise", owner, timezone.now())
    revision.refresh_from_db()
    assert (revision.state, listing.state) == ("withdrawn", "draft")
