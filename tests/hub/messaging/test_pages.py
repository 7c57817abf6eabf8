"""The pages: gate, no-JavaScript posting, errors beside the field, constant queries."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.messaging import subjects
from hub.messaging.models import ConversationEvent, Participant
from hub.messaging.queries import list_conversations, unread_total
from tests.factories.messaging import make_conversation, make_side, say

CANARY = "zanzibar-canary-7741"


def card_of(organisation, user) -> subjects.SubjectCard:
    """A card for organisations as subjects, for tests alone."""
    chip: subjects.Chip = {
        "number": "T/ZSA 12-2026",
        "url": "/en/standards/t-zsa-12-2026/",
        "role": "implements",
        "clause": "6.2",
    }
    return subjects.SubjectCard(
        title="厚电极干法涂布生产线",
        lang="zh-Hans",
        url="/en/technology/x/",
        chips=[chip],
        state_label="Enquiry open",
        state_tone="warn",
    )


@pytest.fixture
def _cards(monkeypatch):
    monkeypatch.setitem(subjects._subjects._entries, "accounts.organisation", subjects.Subject(card_of, None))


def detail(conversation, language: str = "en") -> str:
    return f"/{language}/conversations/{conversation.public_id}/"


def test_outsiders_get_404_and_not_a_word(buyer, seller, outsider, sign_in):
    conversation = make_conversation(buyer, seller, text=CANARY)
    client = sign_in(outsider)
    for answer in (
        client.get(detail(conversation)),
        client.post(detail(conversation), {"body": "x", "client_uuid": uuid.uuid4()}),
        client.get("/en/conversations/"),
    ):
        assert CANARY not in answer.content.decode()
    assert client.get(detail(conversation)).status_code == 404
    assert client.post(detail(conversation), {"body": "x"}).status_code == 404
    assert ConversationEvent.objects.count() == 1


def test_visitors_are_asked_to_sign_in(client, conversation):
    for url in (detail(conversation), "/en/conversations/"):
        answer = client.get(url)
        assert answer.status_code == 302
        assert "login" in answer["Location"]


def test_a_form_post_without_javascript_sends_and_returns_to_the_message(buyer, seller, conversation, sign_in):
    client = sign_in(seller, enforce_csrf_checks=True)
    page = client.get(detail(conversation, "zh-hans"))
    form = page.context["form"]
    given = {
        "body": "宽度 650 mm。",
        "client_uuid": form["client_uuid"].value(),
        "csrfmiddlewaretoken": page.context["csrf_token"],
    }
    for _twice in range(2):
        answer = client.post(detail(conversation, "zh-hans"), given)
        assert answer.status_code == 302
        assert answer["Location"] == f"{detail(conversation, 'zh-hans')}#seq-2"
    assert ConversationEvent.objects.filter(conversation=conversation).count() == 2
    assert 'id="seq-2"' in client.get(detail(conversation, "zh-hans")).content.decode()


@pytest.mark.parametrize(("body", "words"), [("  ", "Write a message"), ("x" * 5001, "too long")])
def test_errors_stand_beside_the_field_and_the_text_is_kept(buyer, conversation, sign_in, body, words):
    one = str(uuid.uuid4())
    answer = sign_in(buyer).post(detail(conversation), {"body": body, "client_uuid": one})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_body_error"' in page
    assert words in page
    assert body.strip() in page
    assert one in page
    assert ConversationEvent.objects.count() == 1


def test_the_thirty_first_message_in_a_minute_waits_and_is_kept(buyer, conversation, sign_in, monkeypatch):
    monkeypatch.setattr("hub.messaging.views.timezone.now", lambda: datetime(2026, 11, 20, 12, 0, 10, tzinfo=UTC))
    client = sign_in(buyer)
    codes = [
        client.post(detail(conversation), {"body": f"m{n}", "client_uuid": uuid.uuid4()}).status_code for n in range(30)
    ]
    assert set(codes) == {302}
    answer = client.post(detail(conversation), {"body": "one more", "client_uuid": uuid.uuid4()})
    assert answer.status_code == 429
    assert answer["Retry-After"] == "50"
    assert "one more" in answer.content.decode()
    assert ConversationEvent.objects.count() == 31


@pytest.mark.usefixtures("_cards")
def test_the_page_shows_subject_day_unread_line_and_language(buyer, seller, sign_in):
    at = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    conversation = make_conversation(buyer, seller, text="Line speed?", subject=seller.organisation, now=at)
    say(buyer, conversation, "<b>宽度</b>？", now=at)
    page = sign_in(seller).get(detail(conversation, "zh-hans")).content.decode()
    assert "厚电极干法涂布生产线" in page
    assert "T/ZSA 12-2026" in page
    assert "2026年11月21日 星期六" in page  # the reader's day, not UTC's
    assert "07:30" in page
    assert 'id="unread"' in page
    assert "2 条新消息" in page
    assert page.index('id="unread"') < page.index("Line speed?")
    assert 'lang="en"' in page
    assert "&lt;b&gt;宽度" in page
    english = sign_in(buyer).get(detail(conversation)).content.decode()
    assert "Saturday 21 November 2026" in english
    assert "00:30" in english
    assert 'id="unread"' not in english


def test_opening_the_page_marks_it_as_read_but_asking_for_its_head_does_not(seller, conversation, sign_in):
    client = sign_in(seller)
    client.head(detail(conversation))
    assert unread_total(seller.user) == 1
    client.get(detail(conversation))
    assert unread_total(seller.user) == 0
    assert 'id="unread"' not in client.get(detail(conversation)).content.decode()


def test_long_conversations_are_read_in_pages(buyer, conversation, sign_in, monkeypatch):
    monkeypatch.setattr("hub.messaging.views.PAGE_EVENTS", 3)
    for n in range(5):
        say(buyer, conversation, f"m{n}")
    client = sign_in(buyer)
    newest = client.get(detail(conversation)).content.decode()
    assert [f'id="seq-{n}"' in newest for n in (3, 4, 5, 6)] == [False, True, True, True]
    assert "?before=4" in newest
    older = client.get(f"{detail(conversation)}?before=4").content.decode()
    assert [f'id="seq-{n}"' in older for n in (1, 3, 4)] == [True, True, False]
    assert "data-conversation" not in older


def test_the_list_shows_unread_and_the_last_message(buyer, seller, conversation, sign_in):
    say(buyer, conversation, "The latest words")
    page = sign_in(seller).get("/en/conversations/").content.decode()
    assert "The latest words" in page
    assert "2 new" in page
    assert "Meridian Optics" in page
    assert "2 messages you have not read" in page


def test_the_empty_list_says_how_conversations_begin(outsider, sign_in):
    assert "No conversations yet" in sign_in(outsider).get("/en/conversations/").content.decode()
    assert "还没有对话" in sign_in(outsider).get("/zh-hans/conversations/").content.decode()


def test_the_list_goes_on_page_by_page(buyer, seller, sign_in):
    for n in range(23):
        make_conversation(buyer, seller, text=f"number {n:02}")
    client = sign_in(seller)
    first = client.get("/en/conversations/")
    second = client.get(f"/en/conversations/{first.context['older_url']}")
    assert "number 22" in first.content.decode()
    assert [r["excerpt"] for r in second.context["rows"]] == ["number 02", "number 01", "number 00"]
    assert not second.context["older_url"]


@pytest.mark.usefixtures("_cards")
def test_the_list_costs_the_same_for_one_row_and_for_twenty(buyer, sign_in):
    client = sign_in(buyer)
    counts = []
    for rows in (1, 19):
        for _n in range(rows):
            side = make_side("汉泽电池")
            make_conversation(buyer, side, subject=side.organisation)
        client.get("/en/conversations/")  # what is read once per process is read now
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/conversations/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    with CaptureQueriesContext(connection) as queries:
        assert len(list_conversations(buyer.user)) == 20
    # conversations, participants, subjects, newest events, and the person's organisations
    assert len(queries) == 5


def test_a_person_of_both_sides_speaks_for_the_one_they_act_for(buyer, seller, conversation, sign_in):
    client = sign_in(buyer)
    client.post(detail(conversation), {"body": "Mine", "client_uuid": uuid.uuid4()})
    assert ConversationEvent.objects.get(seq=2).sender == Participant.objects.get(organisation=buyer.organisation)
