"""The confidential layer gets out nowhere, and a nameless buyer stays nameless, until somebody opens the one or shows the other."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.core import mail
from django.db import models
from django.utils import timezone

from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.listings.enums import Layer
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from hub.workflow.errors import GuardsUnmet, NotAllowed, WrongState
from hub.workflow.services import fire
from ip_transfer.models import Enquiry, IPAsset, TransferConfidential, TransferListing
from ip_transfer.queries import confidential_rows
from ip_transfer.schema import CONFIDENTIAL_NAMES, SCHEMA
from ip_transfer.services.enquiries import close_details, open_details, open_enquiry, reveal_buyer
from search.models import SearchDocument
from tests.factories.accounts import actor_for, admin_of, make_organisation, make_user, signed_in
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db
CANARY = "zanzibar-7741"
UNHEARD = "quaggati-9153"  # a word that nobody wrote anywhere: what is asked of it must be answered alike
_TOKEN = re.compile(r'(?:nonce|value)="[\w+/=-]{20,}"')
SECRETS = {name: f"{CANARY}-{name}" for name in CONFIDENTIAL_NAMES}
# What of a listing is nobody's text: keys, states, moments.
NO_TEXT = {
    "id", "public_id", "organisation", "acted_by", "source_lang", "state", "state_since", "outcome", "revises", "version", "created_at",
    "updated_at", "submitted_at", "published_at", "reviewed_at", "valid_until", "notice_stage", "asset", "import_key",
    "price_kind", "price_minor", "price_max_minor", "price_currency", "royalty_bp", "number_key", "application_key",
    "status_evidence", "proposal_for", "listing", "datasheet",
}  # fmt: skip


def asked(listing: TransferListing, buyer: Any, *, masked: bool = False) -> Enquiry:
    return open_enquiry(
        actor=actor_for(buyer),
        listing=listing,
        organisation=buyer,
        message="What is the width?",
        client_uuid=uuid.uuid4(),
        masked=masked,
        now=timezone.now(),
    )


@pytest.mark.parametrize("model", [TransferListing, IPAsset, TransferConfidential])
def test_every_column_of_a_listing_is_in_one_layer(model: type[models.Model]) -> None:
    known = {f.path.rpartition(".")[2] or f.name for f in SCHEMA} | {f.name for f in SCHEMA}
    assert {f.name for f in model._meta.concrete_fields} - known - NO_TEXT == set()


def test_the_confidential_table_holds_the_confidential_layer_and_nothing_else() -> None:
    columns = {f.name for f in TransferConfidential._meta.concrete_fields} - {"id", "listing"}
    assert columns == set(CONFIDENTIAL_NAMES) == {f.name for f in SCHEMA.of_layer(Layer.CONFIDENTIAL)}


def _as_canary(page: str) -> str:
    """Put the canary in the place of the other word and of its parts."""
    for theirs, ours in zip(UNHEARD.split("-"), CANARY.split("-"), strict=True):
        page = page.replace(theirs, ours)
    return page


def test_confidential_text_gets_out_nowhere() -> None:
    standard, owner = make_standard(), make_organisation()
    listing = make_listing(owner, state="published", standard=standard, confidential=SECRETS)
    enquiry = asked(listing, make_organisation())
    drain()
    assert CANARY not in str(list(SearchDocument.objects.values()))
    assert CANARY not in str(list(Activity.objects.values("data")))
    assert CANARY not in str(list(OutboxMessage.objects.values("payload")))
    assert CANARY not in "".join(m.subject + m.body for m in mail.outbox)
    pages = [
        f"/en/technology/{listing.public_id}/",
        "/en/technology/",
        "/en/",
        f"/en/standards/{standard.slug}/technology/",
        f"/en/organisations/{owner.public_id}/",
        f"/en/technology/{listing.public_id}/versions/",
        f"/en/desk/review/{listing.public_id}/",
        "/en/technology/mine/",
        enquiry.get_absolute_url(),
    ]
    people = [None, make_user(), admin_of(enquiry.organisation), make_user(roles=(Role.REVIEWER, Role.PUBLISHER))]
    for user in people:
        client = signed_in(user)
        for page in pages:
            assert CANARY not in client.get(page, follow=True).content.decode(), (user, page)
        for place in ("technology", "search"):
            answers = [client.get(f"/en/{place}/", {"q": word}).content.decode() for word in (CANARY, UNHEARD)]
            assert answers[0].count(CANARY) > 1  # the question itself
            assert _TOKEN.sub("", answers[0]) == _TOKEN.sub("", _as_canary(answers[1])), (user, place)


@pytest.mark.parametrize(
    ("who", "state", "names"),
    [
        ("owner", "published", {"details", "unpublished_number", "negotiation"}),
        ("reviewer", "in_review", {"details", "unpublished_number"}),
        ("reviewer", "published", set()),
        ("reviewer", "on_hold", set()),
        ("outsider", "published", set()),
        ("anonymous", "published", set()),
    ],
)
def test_each_field_has_its_own_gate(who: str, state: str, names: set[str]) -> None:
    listing = make_listing(state=state, confidential=SECRETS)
    people = {
        "owner": admin_of(listing.organisation),
        "reviewer": make_user(roles=(Role.REVIEWER,)),
        "outsider": admin_of(make_organisation()),
        "anonymous": None,
    }
    assert {field.name for field, _value in confidential_rows(people[who], listing)} == names


def test_the_owner_opens_the_details_to_a_buyer_with_a_name_and_closes_them_again() -> None:
    listing, buyer = make_listing(state="published", confidential=SECRETS), make_organisation()
    enquiry, seller, now = asked(listing, buyer, masked=True), actor_for(listing.organisation), timezone.now()
    with pytest.raises(WrongState):
        open_details(actor=seller, enquiry=enquiry, now=now)
    fire(enquiry, "qualify", seller, now)
    with pytest.raises(GuardsUnmet):
        open_details(actor=seller, enquiry=enquiry, now=now)
    with pytest.raises(NotAllowed):
        open_details(actor=actor_for(buyer), enquiry=enquiry, now=now)
    reveal_buyer(actor=actor_for(buyer), enquiry=enquiry, now=now)
    assert confidential_rows(admin_of(buyer), listing) == []
    open_details(actor=seller, enquiry=enquiry, now=now)
    page = signed_in(admin_of(buyer)).get(f"/en/technology/{listing.public_id}/").content.decode()
    assert SECRETS["details"] in page
    assert SECRETS["negotiation"] not in page
    assert SECRETS["unpublished_number"] not in page
    close_details(actor=seller, enquiry=enquiry, now=now)
    assert confidential_rows(admin_of(buyer), listing) == []
    verbs = set(Activity.objects.values_list("verb", flat=True))
    assert {"enquiry.revealed", "enquiry.details_opened", "enquiry.details_closed"} <= verbs


def test_what_was_open_closes_with_the_enquiry() -> None:
    listing, buyer = make_listing(state="published", confidential=SECRETS), make_organisation()
    enquiry, seller = asked(listing, buyer), actor_for(listing.organisation)
    fire(enquiry, "qualify", seller, timezone.now())
    open_details(actor=seller, enquiry=enquiry, now=timezone.now())
    fire(enquiry, "refuse", actor_for(buyer), timezone.now(), reason_code="terms", note="")
    assert confidential_rows(admin_of(buyer), listing) == []


def test_a_nameless_buyer_is_named_nowhere_until_it_shows_its_name() -> None:
    listing = make_listing(state="published")
    buyer = make_organisation("Canary Buyers Ltd", country="SG", admin=make_user("Nora Canary"))
    drain()
    mail.outbox.clear()
    enquiry = asked(listing, buyer, masked=True)
    drain()
    seller = signed_in(admin_of(listing.organisation))
    public_ids = (buyer.public_id, admin_of(buyer).public_id)
    talk = enquiry.get_absolute_url()
    api = f"/api/conversations/{enquiry.conversation.public_id}/events?after=0"  # type: ignore[union-attr]
    pages = [
        talk,
        "/en/conversations/",
        api,
        "/en/account/",
        "/en/technology/mine/",
        f"/en/technology/{listing.public_id}/",
    ]
    for page in pages:
        text = seller.get(page).content.decode()
        assert "Canary" not in text, page
        assert not any(public_id in text for public_id in public_ids), page
    assert "Singapore" in seller.get(talk).content.decode()
    told = [m for m in mail.outbox if admin_of(listing.organisation).email in m.to]
    assert told
    assert "Canary" not in "".join(m.subject + m.body for m in told)
    seller.post(f"/en/enquiries/{enquiry.public_id}/reveal/")  # not theirs to show
    assert "Canary" not in seller.get(talk).content.decode()
    signed_in(admin_of(buyer)).post(f"/en/enquiries/{enquiry.public_id}/reveal/")
    assert "Canary Buyers Ltd" in seller.get(talk).content.decode()
