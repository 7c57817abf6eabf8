"""A listing after its publication: changes under review, two people at one draft, expiry and renewal, near-duplicates, silence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.outbox.services import drain
from hub.workflow.errors import GuardsUnmet, NotAllowed, WrongState
from hub.workflow.services import fire
from hub.workflow.timekeeping import take_due_steps
from ip_transfer.models import Enquiry, TransferListing, TransferVersion
from ip_transfer.queries import twins_of
from ip_transfer.services.enquiries import follow_up
from ip_transfer.services.expiry import send_expiry_notices
from ip_transfer.services.listings import edit_listing
from ip_transfer.services.reviews import score_listing
from ip_transfer.services.revisions import start_revision
from tests.factories.accounts import actor_for, admin_of, make_member, make_organisation, make_user, signed_in
from tests.factories.standards import GOOD_SCORES, OFFER, bring_to, make_listing, make_standard
from tests.ip_transfer.forms_given import LISTING
from tests.ip_transfer.test_enquiries import ask

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def owner_of(listing: TransferListing) -> Any:
    return signed_in(admin_of(listing.organisation))


def change(listing: TransferListing, **offer: Any) -> None:
    right = {"kind": "invention", "number": listing.asset.number, "legal_status": "granted"}
    edit_listing(
        actor=actor_for(listing.organisation), listing=listing, asset=right, offer=OFFER | offer, now=timezone.now()
    )


def test_changes_go_through_review_while_the_public_text_stays() -> None:
    listing = make_listing(state="published", confidential={"details": "old secret"})
    client, url = owner_of(listing), f"/en/technology/{listing.public_id}/"
    answer = client.post(f"{url}changes/")
    revision = TransferListing.objects.get(revises=listing)
    assert answer["Location"] == f"/en/technology/{revision.public_id}/edit/"
    change(revision, title_en="Better coating", summary_en="Now with less energy.")
    bring_to(revision, "in_review")
    visitor = signed_in(None)
    assert "Better coating" not in visitor.get(url).content.decode()
    assert visitor.get(f"/en/technology/{revision.public_id}/").status_code == 404
    listing.refresh_from_db()
    before, valid_until = listing.public_id, listing.valid_until
    finish(revision)
    listing.refresh_from_db()
    assert (listing.title_en, listing.public_id, listing.state) == ("Better coating", before, "published")
    assert listing.valid_until == valid_until
    assert listing.confidential.details == "old secret"
    assert revision.state == "merged"
    drain("search")
    assert "Better coating" in visitor.get("/en/technology/?q=energy").content.decode()
    dates = visitor.get(url).context["public_dates"]
    assert len(dates) == 2
    assert client.get(f"/en/technology/{revision.public_id}/")["Location"] == url


def finish(revision: TransferListing) -> None:
    reviewer = Actor.person(make_user(roles=(Role.REVIEWER,)))
    score_listing(actor=reviewer, listing=revision, scores=GOOD_SCORES, comment="Clear.", now=timezone.now())
    fire(revision, "publish_changes", Actor.person(make_user(roles=(Role.PUBLISHER,))), timezone.now())


def test_one_change_at_a_time_and_only_by_the_owner_of_what_is_live() -> None:
    listing, now = make_listing(state="published"), timezone.now()
    with pytest.raises(NotAllowed):
        start_revision(actor=actor_for(make_organisation()), listing=listing, now=now)
    start_revision(actor=actor_for(listing.organisation), listing=listing, now=now)
    with pytest.raises(GuardsUnmet):
        start_revision(actor=actor_for(listing.organisation), listing=listing, now=now)
    draft = make_listing()
    with pytest.raises(WrongState):
        start_revision(actor=actor_for(draft.organisation), listing=draft, now=now)
    assert TransferListing.objects.exclude(revises=None).count() == 1


def test_of_two_tabs_the_second_save_shows_both_texts_and_loses_nothing() -> None:
    listing = make_listing(asset={"number": LISTING["number"]})
    first, second = owner_of(listing), signed_in(make_member(listing.organisation))
    url = f"/en/technology/{listing.public_id}/edit/"
    version = first.get(url).context["version"]
    saved = first.post(url, {**LISTING, "version": version, "summary_en": "First words."})
    assert saved.status_code == 302
    conflict = second.post(url, {**LISTING, "version": version, "summary_en": "Second words.", "negotiation": "mine"})
    text = conflict.content.decode()
    assert conflict.status_code == 409
    assert "It was saved meanwhile" in text
    assert "Second words." in text
    assert [c.name for c in conflict.context["conflict"]["changes"]] == ["summary_en", "negotiation"]
    listing.refresh_from_db()
    assert listing.summary_en == "First words."
    again = second.post(url, {**LISTING, "version": conflict.context["version"], "summary_en": "Second words."})
    assert again.status_code == 302
    listing.refresh_from_db()
    assert listing.summary_en == "Second words."


def test_each_save_is_a_version_and_the_public_sees_dates_only() -> None:
    listing = make_listing(state="draft", standard=make_standard())
    change(listing, summary_en="Other words.")
    change(listing, summary_en="Other words.")
    assert list(
        TransferVersion.objects.filter(listing=listing).order_by("number").values_list("number", flat=True)
    ) == [1, 2, 3]
    page = owner_of(listing).get(f"/en/technology/{listing.public_id}/versions/")
    assert [c.name for c in page.context["rows"][0]["changes"]] == ["summary_en"]
    outsider = signed_in(admin_of(make_organisation()))
    assert outsider.get(f"/en/technology/{listing.public_id}/versions/").status_code == 404


def test_a_listing_ends_by_itself_its_owner_is_told_before_and_renews_in_one_step() -> None:
    listing = make_listing(state="published")
    ends = listing.valid_until
    assert ends is not None
    for at, what in ((ends - 30 * DAY, "Ends in a month"), (ends - 7 * DAY, "Ends in a week"), (ends, "Ended")):
        drain()
        mail.outbox.clear()
        take_due_steps(now=at)
        assert [send_expiry_notices(now=at), send_expiry_notices(now=at)] == [1, 0]
        drain()
        (letter,) = mail.outbox
        assert letter.subject.startswith(what)
        assert f"/technology/{listing.public_id}/renew/" in letter.body
    listing.refresh_from_db()
    assert listing.state == "expired"
    client, url = owner_of(listing), f"/en/technology/{listing.public_id}/renew/"
    assert "Nothing in the listing changed." in client.get(url).content.decode()
    listing.refresh_from_db()
    assert listing.state == "expired"
    assert signed_in(admin_of(make_organisation())).get(url).status_code == 404
    client.post(f"/en/acts/technology/{listing.public_id}/renew/")
    listing.refresh_from_db()
    assert (listing.state, listing.notice_stage) == ("published", 0)
    assert listing.valid_until is not None
    assert listing.valid_until > timezone.now() + 360 * DAY


def test_a_clock_that_slept_sends_the_last_notice_only() -> None:
    listing = make_listing(state="published")
    assert listing.valid_until is not None
    assert send_expiry_notices(now=listing.valid_until + 100 * DAY) == 1
    listing.refresh_from_db()
    assert listing.notice_stage == 3


def test_the_same_number_and_nearly_the_same_words_are_found_but_no_draft_of_others() -> None:
    number = {"number": "CN 115602795 B"}
    public = make_listing(state="published", asset=number)
    hidden = make_listing(asset=number, title_en="Hidden twin")
    near = make_listing(state="published", title_en="Dry electrode coating line")
    drain("search")
    mine = make_listing(asset=number)
    found = {t.listing: t.by for t in twins_of(mine, admin_of(mine.organisation))}
    assert found[public] == "number"
    assert found[near] == "words"
    assert hidden not in found
    page = owner_of(mine).get(f"/en/technology/{mine.public_id}/check/").content.decode()
    assert "This may be listed already" in page
    assert "Hidden twin" not in page


def test_who_does_not_answer_is_reminded_after_seven_days_and_an_adviser_hears_after_ten() -> None:
    enquiry = ask(make_listing(state="published"), make_organisation("Quiet Buyers"), masked=True)
    begun = enquiry.created_at
    counts = [follow_up(now=begun + days * DAY) for days in (6, 7, 8, 10, 11)]
    assert counts == [0, 1, 0, 1, 0]
    verbs = Activity.objects.filter(verb__in=("enquiry.reminded", "enquiry.escalated"))
    assert list(verbs.order_by("id").values_list("verb", "actor_kind")) == [
        ("enquiry.reminded", "clock"),
        ("enquiry.escalated", "clock"),
    ]
    mail.outbox.clear()
    drain()
    assert "Quiet Buyers" not in "".join(m.subject + m.body for m in mail.outbox)


def test_who_was_reminded_already_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ip_transfer.services.enquiries.BATCH", 1)
    first, second = (ask(make_listing(state="published"), make_organisation()) for _each in range(2))
    assert [follow_up(now=second.created_at + 7 * DAY) for _run in range(3)] == [1, 1, 0]
    second.refresh_from_db()
    assert second.reminded_at is not None
    assert first.created_at < second.created_at


def test_an_answer_stops_the_clock_of_an_enquiry() -> None:
    enquiry = ask(make_listing(state="published"), make_organisation())
    fire(enquiry, "answer", actor_for(enquiry.listing.organisation), timezone.now())
    assert follow_up(now=enquiry.created_at + 30 * DAY) == 0


def test_an_open_licence_is_refused_to_nobody_and_every_refusal_has_a_reason() -> None:
    open_one = make_listing(
        state="published",
        mode="open_licence",
        price_kind="posted",
        price_minor=100,
        price_currency="CNY",
        same_terms=True,
    )
    enquiry, now = ask(open_one, make_organisation()), timezone.now()
    with pytest.raises(NotAllowed):
        fire(enquiry, "refuse", actor_for(open_one.organisation), now, reason_code="no_fit")
    other = ask(make_listing(state="published"), make_organisation())
    for data in ({}, {"reason_code": "nonsense"}):
        with pytest.raises(GuardsUnmet):
            fire(other, "refuse", actor_for(other.listing.organisation), now, **data)
    assert set(Enquiry.objects.values_list("state", flat=True)) == {"new"}
