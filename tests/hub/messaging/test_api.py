"""Events by cursor and sending by script: the page's gate and the page's drawing."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from hub.messaging.models import ConversationEvent
from hub.outbox.models import OutboxMessage
from tests.factories.messaging import make_conversation, say

CANARY = "zanzibar-canary-7741"


def events_url(conversation, after: object = 0, lang: str = "en") -> str:
    return f"/api/conversations/{conversation.public_id}/events?lang={lang}&after={after}"


def send(client, conversation, body: object = "Hi", client_uuid: object = None, **headers):
    given = {"body": body, "client_uuid": str(client_uuid or uuid.uuid4())}
    url = f"/api/conversations/{conversation.public_id}/messages"
    return client.post(url, given, content_type="application/json", **headers)


@pytest.mark.parametrize("who", ["outsider", "visitor"])
def test_others_get_404_as_if_nothing_were_there(buyer, seller, outsider, sign_in, client, who):
    conversation = make_conversation(buyer, seller, text=CANARY)
    asking = sign_in(outsider) if who == "outsider" else client
    for answer in (asking.get(events_url(conversation)), send(asking, conversation)):
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"
        assert CANARY not in answer.content.decode()
    missing = asking.get("/api/conversations/aaaaaaaaaaaa/events")
    assert missing.content == asking.get(events_url(conversation)).content
    assert ConversationEvent.objects.count() == 1


def test_events_after_the_cursor_are_drawn_like_the_page(buyer, seller, conversation, sign_in):
    say(buyer, conversation, "宽度？")
    client = sign_in(seller)
    page = client.get(f"/zh-hans/conversations/{conversation.public_id}/").content.decode()
    content = client.get(events_url(conversation, 1, "zh-hans")).json()
    (event,) = content["events"]
    assert (content["last_seq"], content["more"]) == (2, False)
    assert (event["seq"], event["mine"], event["client_uuid"]) == (2, False, None)
    assert event["html"].strip() in page
    assert 'lang="zh-Hans"' in event["html"]


def test_one_s_own_events_carry_their_uuid(buyer, conversation, sign_in):
    one = uuid.uuid4()
    assert send(sign_in(buyer), conversation, "Hi", one).json()["client_uuid"] == str(one)


def test_many_events_come_in_pages(buyer, conversation, sign_in, monkeypatch):
    monkeypatch.setattr("hub.messaging.api.PAGE_EVENTS", 2)
    for n in range(4):
        say(buyer, conversation, f"m{n}")
    client, cursor, seen = sign_in(buyer), 0, []
    while True:
        content = client.get(events_url(conversation, cursor)).json()
        seen += [e["seq"] for e in content["events"]]
        cursor = seen[-1]
        if not content["more"]:
            break
    assert seen == [1, 2, 3, 4, 5]


def test_nothing_new_is_304(buyer, conversation, sign_in):
    client = sign_in(buyer)
    first = client.get(events_url(conversation, 1))
    assert first.json()["events"] == []
    again = client.get(events_url(conversation, 1), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    say(buyer, conversation)
    fresh = client.get(events_url(conversation, 1), headers={"If-None-Match": first["ETag"]})
    assert fresh.status_code == 200
    assert "private" in fresh["Cache-Control"]


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "²", "9" * 30])
def test_a_bad_cursor_is_422(buyer, conversation, sign_in, after):
    assert sign_in(buyer).get(events_url(conversation, after)).status_code == 422


def test_sending_is_201_and_sending_again_is_200_with_the_same_event(buyer, conversation, sign_in):
    client, one = sign_in(buyer), uuid.uuid4()
    first, second = send(client, conversation, "Once", one), send(client, conversation, "Once", one)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert ConversationEvent.objects.filter(conversation=conversation).count() == 2
    assert OutboxMessage.objects.filter(kind="realtime.poke").count() == 2


@pytest.mark.parametrize("body", ["", " \n ", "x" * 5001])
def test_unacceptable_messages_are_422_with_the_reason(buyer, conversation, sign_in, body):
    answer = send(sign_in(buyer), conversation, body)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"]["body"] == [answer.json()["detail"]]
    assert ConversationEvent.objects.count() == 1


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "[]",
        "null",
        "{",
        "[" * 60_000,
        '{"body": "x"}',
        '{"body": 1, "client_uuid": "00000000-0000-4000-8000-000000000000"}',
        '{"body": "x", "client_uuid": 5}',
    ],
)
def test_requests_that_are_not_a_message_are_422(buyer, conversation, sign_in, raw):
    url = f"/api/conversations/{conversation.public_id}/messages"
    answer = sign_in(buyer).post(url, raw, content_type="application/json")
    assert answer.status_code == 422
    assert ConversationEvent.objects.count() == 1


def test_the_thirty_first_message_in_a_minute_is_429(buyer, seller, conversation, sign_in, monkeypatch):
    monkeypatch.setattr("hub.messaging.api.timezone.now", lambda: datetime(2026, 11, 20, 12, 0, 20, tzinfo=UTC))
    client = sign_in(buyer)
    assert {send(client, conversation, f"m{n}").status_code for n in range(30)} == {201}
    answer = send(client, conversation, "one more")
    assert (answer.status_code, answer["Retry-After"]) == (429, "40")
    assert send(sign_in(seller), conversation).status_code == 201


def test_sending_needs_the_csrf_token(buyer, conversation, sign_in):
    client = sign_in(buyer, enforce_csrf_checks=True)
    assert send(client, conversation).status_code == 403
    client.get(f"/en/conversations/{conversation.public_id}/")
    token = client.cookies["csrftoken"].value
    assert send(client, conversation, headers={"X-CSRFToken": token}).status_code == 201
