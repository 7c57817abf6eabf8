"""The inbox: told once, counted without counting, worded from what may be seen now, mailed as chosen."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.testing import WebsocketCommunicator
from django.conf import settings as django_settings
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.accounts.models import Membership, User
from hub.config.asgi import sockets
from hub.notifications.enums import MailChoice
from hub.notifications.models import Notice, NoticePreference
from hub.notifications.queries import worded
from hub.notifications.services import choose_mail, mark_all_read, mark_read, notify
from hub.notifications.tokens import unsubscribe_path
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from ip_transfer.models import TransferListing
from tests.factories.accounts import admin_of, make_organisation, make_user, signed_in
from tests.factories.standards import make_listing

pytestmark = pytest.mark.django_db
KIND = "listing.published"


def tell(reader: User, listing: TransferListing, key: str = "k", now: datetime | None = None) -> None:
    with transaction.atomic():
        notify(
            kind=KIND, reader=reader, subject=listing, key=key, context={"listing": listing}, now=now or timezone.now()
        )


def an_owner(**more: Any) -> tuple[User, TransferListing]:
    organisation = make_organisation(admin=make_user(**more))
    return admin_of(organisation), make_listing(organisation, title_en="Dry electrode coating")


def unread(user: User) -> int:
    return User.objects.values_list("unread_notices", flat=True).get(pk=user.pk)


def test_telling_writes_the_inbox_the_badge_a_poke_and_a_mail() -> None:
    reader, listing = an_owner()
    tell(reader, listing)
    notice = Notice.objects.get()
    assert (notice.reader, notice.kind, notice.subject, notice.read_at) == (reader, KIND, listing, None)
    assert unread(reader) == 1
    assert OutboxMessage.objects.filter(kind="realtime.poke", payload__group=f"person-{reader.public_id}").count() == 1
    drain("mail")
    assert [m.to for m in mail.outbox] == [[reader.email]]


def test_the_same_occasion_tells_once() -> None:
    reader, listing = an_owner()
    for _n in range(2):
        tell(reader, listing)
    assert (Notice.objects.count(), unread(reader)) == (1, 1)
    assert drain("mail") == 1


def test_what_nobody_declared_cannot_be_told() -> None:
    reader, listing = an_owner()
    with pytest.raises(LookupError), transaction.atomic():
        notify(kind="no.such", reader=reader, subject=listing, key="k", now=timezone.now())
    assert Notice.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_telling_belongs_into_a_transaction() -> None:
    reader, listing = an_owner()
    with pytest.raises(RuntimeError):
        notify(kind=KIND, reader=reader, subject=listing, key="k", now=timezone.now())
    assert Notice.objects.count() == 0


def test_people_who_left_are_told_nothing() -> None:
    reader, listing = an_owner()
    reader.is_active = False
    reader.save()
    tell(reader, listing)
    assert Notice.objects.count() == 0
    assert drain("mail") == 0


def test_reading_counts_down_and_never_twice() -> None:
    reader, listing = an_owner()
    other, _theirs = an_owner()
    for n in range(3):
        tell(reader, listing, f"k{n}")
    tell(other, listing, "o")
    ids = [n.public_id for n in Notice.objects.order_by("id")]
    assert mark_read(reader=reader, public_ids=[ids[0], ids[3]], now=timezone.now()) == 1
    assert mark_read(reader=reader, public_ids=[ids[0]], now=timezone.now()) == 0
    assert (unread(reader), unread(other)) == (2, 1)
    assert mark_all_read(reader=reader, now=timezone.now()) == 2
    assert (unread(reader), unread(other)) == (0, 1)


def test_a_title_is_not_shown_after_the_right_to_see_it_was_lost() -> None:
    reader, listing = an_owner()
    tell(reader, listing)
    assert "Dry electrode coating" in signed_in(reader).get("/en/account/notices/").content.decode()
    Membership.objects.filter(user=reader).delete()
    page = signed_in(reader).get("/en/account/notices/").content.decode()
    assert "Dry electrode coating" not in page
    assert "You no longer have access" in page


def test_lines_are_in_the_readers_language() -> None:
    reader, listing = an_owner()
    TransferListing.objects.filter(pk=listing.pk).update(title_zh="干法电极")
    tell(reader, listing)
    page = signed_in(reader).get("/zh-hans/account/notices/").content.decode()
    assert "干法电极" in page
    assert "Published:" not in page


@pytest.mark.parametrize("rows", [1, 20])
def test_the_inbox_takes_the_same_queries_at_any_length(rows: int) -> None:
    reader, listing = an_owner()
    for n in range(rows):
        tell(reader, listing, f"k{n}")
    browser = signed_in(reader)
    browser.get("/en/account/notices/")  # menus are read once and kept
    with CaptureQueriesContext(connection) as queries:
        assert browser.get("/en/account/notices/").status_code == 200
    assert len(queries) == INBOX_QUERIES


INBOX_QUERIES = 8


def test_the_badge_costs_no_query_and_shows_the_number() -> None:
    reader, listing = an_owner()
    browser = signed_in(reader)
    browser.get("/en/technology/")
    with CaptureQueriesContext(connection) as before:
        assert b"data-unread-notices hidden" in browser.get("/en/technology/").content
    tell(reader, listing)
    with CaptureQueriesContext(connection) as after:
        page = browser.get("/en/technology/").content.decode()
    assert "data-unread-notices>1<" in page
    assert len(after) == len(before)


def test_buttons_mark_one_and_all_as_read() -> None:
    reader, listing = an_owner()
    for n in range(3):
        tell(reader, listing, f"k{n}")
    browser = signed_in(reader)
    first = Notice.objects.order_by("id")[0].public_id
    browser.post("/en/account/notices/read/", {"notice": first})
    assert unread(reader) == 2
    page = browser.get("/en/account/notices/?show=unread").content.decode()
    assert page.count("Mark as read") == 2
    browser.post("/en/account/notices/read/", {"all": "1", "kind": ""})
    assert unread(reader) == 0


def test_a_filter_shows_one_kind() -> None:
    reader, listing = an_owner()
    tell(reader, listing)
    browser = signed_in(reader)
    assert "Published: Dry" in browser.get(f"/en/account/notices/?kind={KIND}").content.decode()
    assert "Published: Dry" not in browser.get("/en/account/notices/?kind=listing.returned").content.decode()


def test_the_filter_offers_what_the_inbox_holds_with_its_number() -> None:
    reader, listing = an_owner()
    for n in range(2):
        tell(reader, listing, f"k{n}")
    browser = signed_in(reader)
    assert 'type="radio"' not in browser.get("/en/account/notices/").content.decode()
    with transaction.atomic():
        notify(
            kind="listing.returned",
            reader=reader,
            subject=listing,
            key="r",
            context={"listing": listing},
            now=timezone.now(),
        )
    mark_read(reader=reader, public_ids=[Notice.objects.order_by("id")[0].public_id], now=timezone.now())
    for address, numbers in (("", [3, 1, 2]), ("?show=unread", [2, 1, 1])):
        page = browser.get(f"/en/account/notices/{address}").content.decode()
        assert [int(n) for n in re.findall(r'</span><span class="n">(\d+)</span>', page)] == numbers
        assert re.findall(r'type="radio" name="kind" value="([^"]*)"( checked)?', page)[0] == ("", " checked")


@pytest.mark.parametrize(("choice", "mails"), [(MailChoice.NOW, 1), (MailChoice.DAILY, 0), (MailChoice.OFF, 0)])
def test_mail_leaves_as_chosen_and_the_inbox_always_has_it(choice: MailChoice, mails: int) -> None:
    reader, listing = an_owner()
    choose_mail(reader=reader, choices={KIND: choice})
    tell(reader, listing)
    assert drain("mail") == mails
    assert Notice.objects.count() == 1


def test_what_concerns_ones_rights_cannot_be_switched_off() -> None:
    reader = make_user()
    choose_mail(reader=reader, choices={"role.granted": MailChoice.OFF})
    assert not NoticePreference.objects.exists()
    page = signed_in(reader).get("/en/account/notices/by-mail/").content.decode()
    assert 'name="role-granted"' not in page
    assert "A role was given to me" in page


def test_a_mail_can_be_stopped_by_one_click_and_says_how() -> None:
    reader, listing = an_owner()
    tell(reader, listing)
    drain("mail")
    (sent,) = mail.outbox
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    found = re.fullmatch(r"<https?://[^/]+(/\S+)>", sent.extra_headers["List-Unsubscribe"])
    assert found
    assert found[1] in sent.body
    robot = Client(enforce_csrf_checks=True)
    assert robot.get(found[1]).status_code == 200
    assert not NoticePreference.objects.exists()
    assert robot.post(found[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    tell(reader, listing, "next")
    assert drain("mail") == 0
    assert Notice.objects.count() == 2


def test_an_address_of_somebody_elses_making_stops_nothing() -> None:
    reader = make_user()
    good = unsubscribe_path(reader.public_id, KIND)
    for bad in (good[:-3] + "x/", "/en/account/notices/leave/nonsense/", unsubscribe_path("aaaaaaaaaaaa", KIND)):
        assert Client().post(bad).status_code == 404
    assert not NoticePreference.objects.exists()


def test_mail_about_rights_carries_no_way_to_stop_it() -> None:
    reader = make_user()
    assert Client().post(unsubscribe_path(reader.public_id, "role.granted")).status_code == 404


def test_the_socket_says_the_number_and_follows_it(monkeypatch: Any, settings: Any) -> None:
    monkeypatch.setattr("channels.db.close_old_connections", lambda: None)
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "hub.common.realtime.LoopSafeInMemoryChannelLayer"}}
    reader, listing = an_owner()
    cookie = signed_in(reader).cookies[django_settings.SESSION_COOKIE_NAME].value
    headers = [(b"cookie", f"{django_settings.SESSION_COOKIE_NAME}={cookie}".encode())]

    @async_to_sync
    async def listen() -> list[Any]:
        socket = WebsocketCommunicator(AuthMiddlewareStack(sockets), "/ws/me/", headers)
        await socket.connect()
        said = [await socket.receive_json_from()]
        await sync_to_async(tell)(reader, listing)
        await sync_to_async(drain)("realtime")
        said.append(await socket.receive_json_from())
        await socket.disconnect()
        return said

    assert listen() == [{"type": "hello", "unread": 0}, {"type": "unread", "unread": 1}]


def test_a_kind_that_is_gone_or_a_subject_that_is_gone_shows_no_words() -> None:
    reader, listing = an_owner()
    tell(reader, listing)
    Notice.objects.update(kind="of.another.version")
    (row,) = worded(reader, Notice.objects.all())
    assert (row.kind, row.line) == (None, None)
    assert signed_in(reader).get("/en/account/notices/").status_code == 200


def test_a_mark_that_postgresql_refuses_finds_no_notice() -> None:
    client = signed_in(make_user())
    for form in ({"notice": "a\x00b"}, {"all": "1", "kind": "a\x00b"}, {"all": "1", "kind": "no.such.kind"}):
        assert client.post("/en/account/notices/read/", form).status_code == 302
