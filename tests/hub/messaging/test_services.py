"""Sending, reading, opening: one effect each, in one order."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from hub.activity.models import Activity
from hub.messaging import subjects
from hub.messaging.models import Conversation, ConversationEvent, Participant
from hub.messaging.queries import events_after, events_before, unread_total, visible_to
from hub.messaging.services import (
    NotAParticipant,
    UnacceptableMessage,
    mark_read,
    open_conversation,
    reveal_organisation,
    send_message,
)
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from tests.factories.messaging import make_conversation, make_side, say

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def mails_for(user) -> list[OutboxMessage]:
    """The planned and sent mails to a person, oldest first (payloads are erased once sent)."""
    return list(OutboxMessage.objects.filter(kind="mail.send", key__endswith=user.public_id).order_by("id"))


def test_opening_writes_first_event_activity_and_poke(buyer, seller):
    conversation = make_conversation(buyer, seller, text="Hello", now=NOON)
    event = ConversationEvent.objects.get(conversation=conversation)
    assert (event.seq, event.kind, event.body, event.lang) == (1, "created", "Hello", "en")
    assert conversation.last_seq == 1
    assert Activity.objects.filter(verb="conversation.opened").count() == 1
    assert OutboxMessage.objects.filter(kind="realtime.poke", key=f"conversation.poke:{event.pk}").count() == 1


def test_opening_twice_with_the_same_uuid_is_opening_once(buyer, seller):
    given = {
        "actor": buyer,
        "subject": seller.organisation,
        "organisations": [seller.organisation],
        "first_message": "Hello",
        "client_uuid": uuid.uuid4(),
        "now": NOON,
    }
    first, second = open_conversation(**given), open_conversation(**given)
    assert first.pk == second.pk
    assert ConversationEvent.objects.count() == 1
    assert list(Conversation.objects.all()) == [first]


@pytest.mark.parametrize("text", ["", "   \n ", "\x00\x01", "x" * 5001])
def test_a_conversation_is_not_opened_with_an_unacceptable_message(buyer, seller, text):
    with pytest.raises(UnacceptableMessage):
        make_conversation(buyer, seller, text=text)
    assert not Conversation.objects.exists()


def test_a_conversation_needs_somebody_else(buyer):
    with pytest.raises(ValueError, match="another organisation"):
        make_conversation(buyer, buyer)


def test_replay_returns_the_first_event_and_has_no_second_effect(buyer, conversation):
    given = {"actor": buyer, "conversation": conversation, "client_uuid": uuid.uuid4(), "now": NOON}
    first = send_message(body="Once", **given)
    before = (OutboxMessage.objects.count(), Activity.objects.count())
    second = send_message(body="Once, changed", **given)
    assert (first.is_replay, second.is_replay) == (False, True)
    assert second.pk == first.pk
    assert second.body == "Once"
    assert ConversationEvent.objects.filter(conversation=conversation).count() == 2
    assert OutboxMessage.objects.filter(kind="realtime.poke", key=f"conversation.poke:{first.pk}").count() == 1
    assert (OutboxMessage.objects.count(), Activity.objects.count()) == before


def test_the_same_uuid_of_two_sides_is_two_messages(buyer, seller, conversation):
    one = uuid.uuid4()
    events = [
        send_message(actor=side, conversation=conversation, body="Hi", client_uuid=one, now=NOON)
        for side in (buyer, seller)
    ]
    assert [e.seq for e in events] == [2, 3]


@pytest.mark.parametrize("text", ["", " \r\n\t ", "长" * 5001])
def test_unacceptable_messages_change_nothing(buyer, conversation, text):
    with pytest.raises(UnacceptableMessage) as caught:
        say(buyer, conversation, text)
    assert str(caught.value.reason)
    assert ConversationEvent.objects.count() == 1
    assert Conversation.objects.get().last_seq == 1


def test_five_thousand_characters_are_accepted_and_line_breaks_count_once(buyer, conversation):
    event = say(buyer, conversation, "长\r\n" * 2500)
    assert len(event.body) == 4999
    assert event.lang == "zh-Hans"


def test_the_subject_hears_of_every_message_after_the_first_and_of_none_twice(buyer, seller, monkeypatch):
    heard = []
    hook = subjects.Subject(lambda *_: None, None, lambda subject, actor, now: heard.append((subject, actor, now)))
    monkeypatch.setitem(subjects._subjects._entries, "accounts.organisation", hook)
    conversation = make_conversation(buyer, seller, subject=seller.organisation, now=NOON)
    assert heard == []
    given = {"actor": seller, "conversation": conversation, "body": "Hi", "client_uuid": uuid.uuid4(), "now": NOON}
    for _twice in range(2):
        send_message(**given)
    assert heard == [(seller.organisation, seller, NOON)]


def test_outsiders_cannot_send(outsider, conversation):
    with pytest.raises(NotAParticipant):
        say(outsider, conversation)
    assert ConversationEvent.objects.count() == 1


def test_events_are_never_changed(conversation):
    event = ConversationEvent.objects.get()
    for change in (lambda: ConversationEvent.objects.update(body="forged"), event.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert ConversationEvent.objects.get().body == event.body


def test_unread_counts_follow_both_sides(buyer, seller, conversation):
    assert (unread_total(buyer.user), unread_total(seller.user)) == (0, 1)
    say(buyer, conversation)
    assert unread_total(seller.user) == 2
    mark_read(actor=seller, conversation=conversation, seq=2, now=NOON)
    assert unread_total(seller.user) == 0
    say(seller, conversation)
    assert (unread_total(buyer.user), unread_total(seller.user)) == (1, 0)


def test_reading_never_goes_back_and_never_ahead(seller, conversation):
    mark_read(actor=seller, conversation=conversation, seq=900, now=NOON)
    side = Participant.objects.get(organisation=seller.organisation)
    assert side.last_read_seq == 1
    mark_read(actor=seller, conversation=conversation, seq=0, now=NOON)
    side.refresh_from_db()
    assert side.last_read_seq == 1


def test_sending_does_not_mark_what_came_in_between_as_read(buyer, seller, conversation):
    say(buyer, conversation)
    say(seller, conversation)
    side = Participant.objects.get(organisation=seller.organisation)
    assert side.last_read_seq == 0


def test_events_are_read_by_cursor(buyer, conversation):
    for n in range(5):
        say(buyer, conversation, f"m{n}")
    assert [e.seq for e in events_after(conversation, 2, 3)] == [3, 4, 5]
    assert [e.seq for e in events_before(conversation, None, 2)] == [5, 6]
    assert [e.seq for e in events_before(conversation, 5, 2)] == [3, 4]


def test_a_named_person_reads_alone(buyer, seller, conversation):
    Participant.objects.filter(organisation=seller.organisation).update(person=buyer.user)
    assert not visible_to(seller.user).exists()


def test_mail_comes_once_in_fifteen_minutes_and_only_for_what_is_unread(buyer, seller):
    conversation = make_conversation(buyer, seller, now=NOON)
    drain(now=timezone.now())
    assert len(mails_for(seller.user)) == 1
    for minute in (1, 5, 14):
        say(buyer, conversation, now=NOON + timedelta(minutes=minute))
    planned = OutboxMessage.objects.filter(kind="conversation.mail", state="pending")
    assert [m.due_at for m in planned] == [NOON + timedelta(minutes=15)]
    drain()
    assert len(mails_for(seller.user)) == 2
    say(buyer, conversation, now=NOON + timedelta(minutes=20))
    mark_read(actor=seller, conversation=conversation, seq=99, now=NOON)
    drain()
    assert len(mails_for(seller.user)) == 2
    assert not mails_for(buyer.user)


def test_mail_is_in_the_readers_language_with_a_deep_link(buyer, seller, mailoutbox):
    conversation = make_conversation(buyer, seller, text="word " * 200)
    drain()
    (mail,) = mailoutbox
    assert mail.to == [seller.user.email]
    assert mail.extra_headers["Content-Language"] == "zh-Hans"
    assert f"/zh-hans/conversations/{conversation.public_id}/" in mail.body
    assert "Meridian Optics" in mail.subject
    assert len(mail.body) < 800


def test_an_alias_hides_every_name_until_it_is_revealed(buyer, seller, sign_in, mailoutbox):
    conversation = make_conversation(buyer, seller, alias="A buyer in Europe")
    drain()
    url = f"/en/conversations/{conversation.public_id}/"
    api = f"/api/conversations/{conversation.public_id}/events?after=0"
    client = sign_in(seller)
    for body in (
        client.get(url).content.decode(),
        client.get(api).content.decode(),
        mailoutbox[0].subject + mailoutbox[0].body,
    ):
        assert "A buyer in Europe" in body
        assert "Meridian" not in body
        assert "Novak" not in body
    assert "Meridian Optics" in sign_in(buyer).get(url).content.decode()
    reveal_organisation(actor=buyer, conversation=conversation, now=NOON)
    assert "Meridian Optics" in client.get(url).content.decode()
    assert Activity.objects.filter(verb="conversation.revealed").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twenty_threads_make_one_order_without_gaps():
    buyer, seller = make_side("Meridian Optics"), make_side("汉泽电池")
    conversation = make_conversation(buyer, seller)

    def send(number: int) -> int:
        try:
            return say((buyer, seller)[number % 2], conversation, f"m{number}").seq
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        seqs = list(pool.map(send, range(60)))
    assert sorted(seqs) == list(range(2, 62))
    stored = list(ConversationEvent.objects.order_by("id").values_list("seq", flat=True))
    assert sorted(stored) == list(range(1, 62))
    assert Conversation.objects.get().last_seq == 61


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_uuid_sent_by_twenty_threads_is_one_event():
    buyer, seller = make_side("Meridian Optics"), make_side("汉泽电池")
    conversation, one = make_conversation(buyer, seller), uuid.uuid4()

    def send(_number: int) -> tuple[int, bool]:
        try:
            event = send_message(
                actor=buyer, conversation=conversation, body="Once", client_uuid=one, now=timezone.now()
            )
            return event.seq, event.is_replay
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(40)))
    assert {seq for seq, _replay in answers} == {2}
    assert sum(not replay for _seq, replay in answers) == 1
    assert ConversationEvent.objects.filter(conversation=conversation).count() == 2
    assert OutboxMessage.objects.filter(kind="realtime.poke").count() == 2
