"""Followers hear of changes: once, in their language, and only of what they follow."""

from __future__ import annotations

import pytest
from django.utils import timezone

from hub.common.actors import Actor
from hub.notifications.models import Notice
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from hub.standards.models import Follow
from hub.standards.services.following import follow, unfollow
from tests.factories.accounts import make_user, signed_in
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db


def mails() -> list[tuple[str, str]]:
    rows = OutboxMessage.objects.filter(kind="mail.send").order_by("id")
    return [(row.payload["to"], row.payload["subject"]) for row in rows]


def begin(user, **what) -> None:
    follow(actor=Actor.person(user), now=timezone.now(), **what)


def test_a_follower_is_told_once_of_each_change_in_their_language() -> None:
    standard, english, chinese = make_standard("GB/T 1-2020"), make_user(), make_user(language="zh-hans")
    begin(english, standard=standard)
    begin(chinese, standard=standard)
    begin(chinese, standard=standard)
    make_standard("GB/T 1-2020", status="废止")
    drain("mail", limit=1)
    assert mails() == [
        (english.email, "GB/T 1-2020: updated the standard"),
        (chinese.email, "GB/T 1-2020: 更新了标准"),
    ]
    body = OutboxMessage.objects.filter(kind="mail.send").order_by("id")[0].payload["body"]
    assert "Status: In force → Withdrawn" in body
    assert "/en/standards/gb-t-1-2020/" in body
    assert Notice.objects.filter(kind="standard.changed").count() == 2


def test_a_new_edition_and_a_new_standard_of_the_field_are_told() -> None:
    standard, user, other = make_standard("GB/T 1-2020"), make_user(), make_user()
    begin(user, standard=standard)
    begin(other, ics_code="29")
    make_standard("GB/T 1-2024")
    make_standard("GB/T 2-2024", ics="29.220.99")
    make_standard("GB/T 3-2024", ics="35.240")
    drain("mail", limit=2)
    assert mails() == [
        (user.email, "GB/T 1-2024: imported the standard"),
        (other.email, "GB/T 2-2024: imported the standard"),
    ]


def test_who_stopped_and_who_did_it_hear_nothing() -> None:
    standard, gone = make_standard("GB/T 1-2020"), make_user()
    begin(gone, standard=standard)
    unfollow(actor=Actor.person(gone), standard=standard, now=timezone.now())
    make_standard("GB/T 1-2020", status="废止")
    assert not OutboxMessage.objects.filter(kind="standards.tell").exists()
    assert not Follow.objects.exists()


def test_the_buttons_follow_and_stop() -> None:
    standard, user = make_standard("GB/T 1-2020"), make_user()
    client = signed_in(user)
    assert client.post("/en/standards/gb-t-1-2020/follow/", {"act": "begin"}).status_code == 302
    assert client.post("/en/standards/ics/29.220/follow/", {"act": "begin"}).status_code == 302
    assert "Stop following" in client.get("/en/standards/gb-t-1-2020/").content.decode()
    page = client.get("/en/standards/following/").content.decode()
    assert standard.number in page
    assert "Galvanic cells and batteries" in page
    client.post("/en/standards/gb-t-1-2020/follow/", {"act": "stop", "from": "list"})
    client.post("/en/standards/ics/29.220/follow/", {"act": "stop"})
    assert not Follow.objects.exists()
    assert "You follow nothing yet" in client.get("/en/standards/following/").content.decode()


def test_a_visitor_is_sent_to_sign_in_and_follows_nothing() -> None:
    make_standard("GB/T 1-2020")
    answer = signed_in(None).post("/en/standards/gb-t-1-2020/follow/")
    assert "/accounts/login/" in answer["Location"]
    assert not Follow.objects.exists()


@pytest.mark.parametrize("code", ["99", "29.221", "x"])
def test_a_field_that_is_none_cannot_be_followed(code: str) -> None:
    assert signed_in(make_user()).post(f"/en/standards/ics/{code}/follow/").status_code == 404
    assert not Follow.objects.exists()
