"""Asking about a listing: once at a time, never about one's own, and the owner hears of it."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from hub.accounts.enums import MemberRole
from hub.accounts.models import Organisation
from hub.accounts.services.members import add_member
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.messaging.models import Conversation, ConversationEvent
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from hub.workflow.errors import GuardsUnmet, WrongState
from hub.workflow.services import fire
from ip_transfer.enums import Reason
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.services.enquiries import open_enquiry
from tests.factories.accounts import actor_for, admin_of, make_member, make_organisation, make_user, signed_in
from tests.factories.standards import make_listing

pytestmark = pytest.mark.django_db
CANARY = "Zanzibar canary 7741"


def ask(listing: TransferListing, organisation: Organisation, **more: Any) -> Enquiry:
    given = {"actor": actor_for(organisation), "message": "What is the web width?", "client_uuid": uuid.uuid4()}
    return open_enquiry(listing=listing, organisation=organisation, now=timezone.now(), **{**given, **more})


def post(client: Any, listing: TransferListing, **form: Any) -> Any:
    given = {"message": "What is the web width?", "client_uuid": uuid.uuid4(), "masked": "no", **form}
    return client.post(f"/en/technology/{listing.public_id}/enquire/", given)


def nothing_asked() -> bool:
    return not (
        Enquiry.objects.exists()
        or Conversation.objects.exists()
        or Activity.objects.filter(verb__startswith="enquiry.").exists()
        or OutboxMessage.objects.filter(key__startswith="enquiry:").exists()
    )


def test_a_question_opens_an_enquiry_and_its_conversation() -> None:
    listing, buyer = make_listing(state="published"), make_organisation()
    answer = post(signed_in(admin_of(buyer)), listing, message=CANARY)
    enquiry = Enquiry.objects.get()
    assert enquiry.conversation is not None
    assert answer["Location"] == f"/en/conversations/{enquiry.conversation.public_id}/"
    assert (enquiry.state, enquiry.organisation, enquiry.acted_by) == ("new", buyer, admin_of(buyer))
    sides = set(enquiry.conversation.participants.values_list("organisation_id", flat=True))
    assert sides == {buyer.pk, listing.organisation_id}
    assert ConversationEvent.objects.get().body == CANARY
    act = Activity.objects.get(verb="enquiry.opened")
    assert (act.actor_organisation, act.data) == (buyer, {"listing": listing.public_id, "masked": False})
    assert CANARY not in str(list(Activity.objects.values()))


def test_the_owners_hear_of_it_once_in_their_language_and_not_what_was_asked() -> None:
    seller = make_organisation()
    make_member(seller, language="zh-hans")
    listing = make_listing(seller, state="published")
    drain()
    mail.outbox.clear()
    ask(listing, make_organisation("Meridian Optics"), message=CANARY)
    drain()
    english, chinese = sorted(
        (m for m in mail.outbox if "nquir" in m.subject or "询" in m.subject), key=lambda m: m.subject
    )
    assert english.subject == "Enquiry about Dry electrode coating"
    assert "Meridian Optics" in english.body
    assert "/zh-hans/conversations/" in chinese.body
    assert CANARY not in english.body + chinese.body
    OutboxMessage.objects.filter(key__startswith="enquiry:").update(state="pending")
    mail.outbox.clear()
    drain()
    assert mail.outbox == []


@pytest.mark.parametrize("state", ["draft", "submitted", "in_review", "withdrawn"])
def test_what_is_not_published_cannot_be_asked_about(state: str) -> None:
    listing = make_listing(state=state, title_en=CANARY)
    buyer = make_organisation()
    answer = post(signed_in(admin_of(buyer)), listing)
    assert answer.status_code == 404
    assert CANARY not in answer.content.decode()
    with pytest.raises(WrongState):
        ask(listing, buyer)
    assert nothing_asked()


def test_ones_own_listing_cannot_be_asked_about_whatever_one_acts_for() -> None:
    listing = make_listing(state="published")
    owner = admin_of(listing.organisation)
    other = make_organisation()
    add_member(actor=Actor.system(), organisation=other, user=owner, role=MemberRole.MEMBER, now=timezone.now())
    client = signed_in(owner)
    assert post(client, listing).status_code == 409
    client.post("/en/organisations/switch/", {"organisation": other.public_id})
    answer = post(client, listing)
    assert answer.status_code == 409
    assert "own organisation" in answer.content.decode()
    with pytest.raises(GuardsUnmet):
        ask(listing, other, actor=Actor.person(owner, other))
    assert nothing_asked()


def test_without_an_organisation_one_is_led_to_register_it() -> None:
    listing = make_listing(state="published")
    answer = post(signed_in(make_user()), listing)
    assert "/en/organisations/register/" in answer.content.decode()
    assert nothing_asked()


def test_visitors_are_asked_to_sign_in(client) -> None:
    listing = make_listing(state="published")
    assert post(client, listing)["Location"].startswith("/en/accounts/login/")
    assert nothing_asked()


@pytest.mark.parametrize("message", ["", "   ", "\x07\x07", "x" * 5001])
def test_a_question_that_is_none_stands_beside_the_field(message: str) -> None:
    listing = make_listing(state="published")
    answer = post(signed_in(admin_of(make_organisation())), listing, message=message)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["message"]
    assert nothing_asked()


def test_a_form_without_its_key_is_refused() -> None:
    listing = make_listing(state="published")
    assert post(signed_in(admin_of(make_organisation())), listing, client_uuid="x").status_code == 422
    assert nothing_asked()


def test_an_organisation_has_one_open_enquiry_about_a_listing() -> None:
    listing, buyer = make_listing(state="published"), make_organisation()
    first = ask(listing, buyer)
    colleague = signed_in(make_member(buyer))
    answer = post(colleague, listing)
    assert answer.status_code == 409
    assert "Your organisation has an open enquiry about this listing." in answer.content.decode()
    page = colleague.get(f"/en/technology/{listing.public_id}/")
    assert page.context["enquiry"] == first
    assert Enquiry.objects.count() == 1
    assert Conversation.objects.count() == 1
    ask(make_listing(state="published"), buyer)
    ask(listing, make_organisation())
    assert Enquiry.objects.count() == 3


def test_a_closed_enquiry_makes_room_for_the_next() -> None:
    listing, buyer = make_listing(state="published"), make_organisation()
    first = ask(listing, buyer)
    fire(first, "close", actor_for(buyer), timezone.now(), reason_code="answered")
    second = ask(listing, buyer)
    assert (first.pk == second.pk, second.state) == (False, "new")


def test_the_same_form_sent_twice_is_one_enquiry_even_after_it_was_closed() -> None:
    listing, buyer = make_listing(state="published"), make_organisation()
    client, key = signed_in(admin_of(buyer)), uuid.uuid4()
    answers = [post(client, listing, client_uuid=key) for _ in range(2)]
    fire(Enquiry.objects.get(), "close", actor_for(buyer), timezone.now(), reason_code="answered")
    answers.append(post(client, listing, client_uuid=key))
    assert len({a["Location"] for a in answers}) == 1
    assert Enquiry.objects.count() == 1
    assert Activity.objects.filter(verb="enquiry.opened").count() == 1


def test_the_page_of_a_conversation_shows_the_listing_it_is_about() -> None:
    listing, buyer = make_listing(state="published"), make_organisation()
    enquiry = ask(listing, buyer)
    assert enquiry.conversation is not None
    url = f"/en/conversations/{enquiry.conversation.public_id}/"
    assert "Dry electrode coating" in signed_in(admin_of(buyer)).get(url).content.decode()
    outsider = signed_in(admin_of(make_organisation())).get(url)
    assert (outsider.status_code, "Dry electrode" in outsider.content.decode()) == (404, False)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_who_ask_at_the_same_moment_one_opens_the_enquiry() -> None:
    listing, buyer = make_listing(state="published"), make_organisation()
    actors = [actor_for(buyer), Actor.person(make_member(buyer), buyer)]
    gate = threading.Barrier(2)

    def run(actor: Actor) -> str:
        gate.wait(timeout=10)
        try:
            ask(listing, buyer, actor=actor)
        except GuardsUnmet:
            return "refused"
        finally:
            connections.close_all()
        return "opened"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, actors)) == ["opened", "refused"]
    assert Enquiry.objects.count() == 1
    assert Conversation.objects.count() == 1
    assert Activity.objects.filter(verb="enquiry.opened").count() == 1


def test_a_listing_that_is_no_longer_public_does_not_leak_through_the_conversation() -> None:
    listing = make_listing(state="published")
    buyer = make_organisation()
    enquiry = open_enquiry(
        actor=actor_for(buyer),
        listing=listing,
        organisation=buyer,
        message="How wide?",
        client_uuid=uuid.uuid4(),
        now=timezone.now(),
    )
    owner = actor_for(listing.organisation)
    fire(listing, "withdraw", owner, timezone.now())
    fire(listing, "revise", owner, timezone.now())
    TransferListing.objects.filter(pk=listing.pk).update(title_en="Canary plan", title_zh="")
    assert enquiry.conversation is not None
    for address in (
        "/en/conversations/",
        f"/en/conversations/{enquiry.conversation.public_id}/",
        f"/en/acts/enquiry/{enquiry.public_id}/close/",
        "/en/technology/mine/",
    ):
        seen = signed_in(admin_of(buyer)).get(address)
        assert seen.status_code == 200
        assert "Canary plan" not in seen.content.decode()
        assert "Canary plan" in signed_in(admin_of(listing.organisation)).get(address).content.decode()


def test_the_same_form_for_another_listing_is_refused() -> None:
    first, second, buyer, form = (
        make_listing(state="published"),
        make_listing(state="published"),
        make_organisation(),
        uuid.uuid4(),
    )
    open_enquiry(
        actor=actor_for(buyer), listing=first, organisation=buyer, message="One?", client_uuid=form, now=timezone.now()
    )
    with pytest.raises(GuardsUnmet):
        open_enquiry(
            actor=actor_for(buyer),
            listing=second,
            organisation=buyer,
            message="Two?",
            client_uuid=form,
            now=timezone.now(),
        )
    assert Enquiry.objects.count() == 1


def test_enquiries_are_limited_to_ten_an_hour_with_the_time_to_wait(settings: Any) -> None:
    settings.HUB_LIMITS = True
    listing, buyer = make_listing(state="published"), make_organisation()
    client = signed_in(admin_of(buyer))
    address = f"/en/technology/{listing.public_id}/enquire/"
    answers = [client.post(address, {"message": "", "client_uuid": str(uuid.uuid4())}) for _count in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
    assert not Enquiry.objects.exists()


def test_a_refusal_is_turned_back_within_ten_minutes_as_if_it_had_not_been() -> None:
    listing, buyer = make_listing(state="published"), make_organisation()
    enquiry = ask(listing, buyer)
    owner = signed_in(admin_of(listing.organisation))
    assert enquiry.conversation is not None
    talk = f"/en/conversations/{enquiry.conversation.public_id}/"
    undo = f"/en/acts/enquiry/{enquiry.public_id}/undo/"
    assert undo not in owner.get(talk).content.decode()
    owner.post(f"/en/acts/enquiry/{enquiry.public_id}/refuse/", {"reason_code": Reason.values[0], "note": "No room"})
    enquiry.refresh_from_db()
    assert enquiry.state == "refused"
    assert undo in owner.get(talk).content.decode()
    assert undo not in signed_in(admin_of(buyer)).get(talk).content.decode()
    owner.post(undo)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.reason, enquiry.note, enquiry.ended_at, enquiry.ended_by) == (
        "new",
        "",
        "",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("act", "form", "state", "reason"),
    [("close", {"reason_code": "no_reply", "note": "Bye"}, "closed", "no_reply"), ("report_spam", {}, "spam", "")],
)
def test_the_end_of_an_enquiry_is_turned_back_while_there_is_time(
    act: str, form: dict[str, str], state: str, reason: str
) -> None:
    listing, buyer = make_listing(state="published"), make_organisation()
    enquiry = ask(listing, buyer)
    owner, path = signed_in(admin_of(listing.organisation)), f"/en/acts/enquiry/{enquiry.public_id}/"
    owner.post(f"{path}{act}/", form)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.reason, enquiry.ended_by) == (state, reason, listing.organisation)
    signed_in(admin_of(buyer)).post(f"{path}undo/")
    enquiry.refresh_from_db()
    assert enquiry.state == state
    owner.post(f"{path}undo/")
    enquiry.refresh_from_db()
    ended = (enquiry.state, enquiry.reason, enquiry.note, enquiry.ended_at, enquiry.ended_by)
    assert ended == ("new", "", "", None, None)
