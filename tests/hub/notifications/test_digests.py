"""The daily mail: at seven, of everything that may be seen, to everybody behind one that fails."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from hub.notifications.enums import MailChoice
from hub.notifications.kinds import Line, kinds
from hub.notifications.models import Notice
from hub.notifications.services import choose_mail, digests, mark_read
from hub.notifications.services.digests import MOST_LINES, send_digests
from hub.notifications.services.notices import next_digest
from hub.outbox.services import drain
from tests.factories.standards import make_listing
from tests.hub.notifications.test_inbox import KIND, an_owner, tell

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("now", "zone", "due"),
    [
        (datetime(2026, 3, 1, 22, 0, tzinfo=UTC), "Asia/Shanghai", datetime(2026, 3, 1, 23, 0, tzinfo=UTC)),
        (datetime(2026, 3, 1, 23, 0, tzinfo=UTC), "Asia/Shanghai", datetime(2026, 3, 2, 23, 0, tzinfo=UTC)),
        # the clocks go forward in Berlin in the night to the 29th: seven o'clock comes after 23 hours
        (datetime(2026, 3, 28, 6, 0, tzinfo=UTC), "Europe/Berlin", datetime(2026, 3, 29, 5, 0, tzinfo=UTC)),
    ],
)
def test_the_daily_mail_comes_at_seven_where_the_reader_is(now: datetime, zone: str, due: datetime) -> None:
    assert next_digest(now, zone) == due


def test_the_daily_mail_gathers_what_is_unread_and_visible_once() -> None:
    now = datetime(2026, 11, 20, 8, tzinfo=UTC)
    reader, listing = an_owner(timezone="UTC")
    choose_mail(reader=reader, choices={KIND: MailChoice.DAILY})
    hidden = make_listing(title_en="Zanzibar")
    tell(reader, listing, "a", now)
    tell(reader, listing, "b", now)
    tell(reader, hidden, "c", now)
    mark_read(reader=reader, public_ids=[Notice.objects.order_by("id")[0].public_id], now=now)
    assert send_digests(now=now + timedelta(hours=22)) == 0
    assert send_digests(now=now + timedelta(hours=23)) == 1
    assert send_digests(now=now + timedelta(hours=24)) == 0
    drain("mail")
    (sent,) = mail.outbox
    assert sent.subject == "1 notice from ZSA Hub"
    assert sent.body.count("Dry electrode coating") == 1
    assert "Zanzibar" not in sent.body


def test_what_may_no_longer_be_seen_keeps_nothing_else_from_the_daily_mail() -> None:
    now = datetime(2026, 11, 20, 8, tzinfo=UTC)
    reader, listing = an_owner(timezone="UTC")
    choose_mail(reader=reader, choices={KIND: MailChoice.DAILY})
    hidden = make_listing(title_en="Zanzibar")
    for number in range(MOST_LINES + 1):
        tell(reader, hidden, f"hidden {number}", now)
    for number in range(MOST_LINES + 2):
        tell(reader, listing, f"seen {number}", now)
    assert send_digests(now=now + timedelta(days=1)) == 1
    drain("mail")
    (sent,) = mail.outbox
    assert sent.subject == "52 notices from ZSA Hub"
    assert sent.body.count("Dry electrode coating") == MOST_LINES
    assert "The rest is in your inbox." in sent.body
    assert not Notice.objects.exclude(digest_due_at=None).exists()


def test_a_daily_mail_that_cannot_be_written_stops_nobody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    (first, broken), (second, fine) = an_owner(), an_owner()
    kind = kinds.get(KIND)

    def line(listing: Any, data: Any) -> Line:
        if listing == broken:
            raise RuntimeError("broken words")
        return kind.line(listing, data)

    monkeypatch.setitem(kinds._entries, KIND, dataclasses.replace(kind, line=line))
    for reader, listing in ((first, broken), (second, fine)):
        choose_mail(reader=reader, choices={KIND: MailChoice.DAILY})
        tell(reader, listing, "k", now)
    monkeypatch.setattr(digests, "READERS_AT_ONCE", 1)
    assert [send_digests(now=now + timedelta(days=2)) for _run in range(3)] == [0, 1, 0]
    drain("mail")
    assert [sent.to for sent in mail.outbox] == [[second.email]]
    assert list(Notice.objects.exclude(digest_due_at=None).values_list("reader", flat=True)) == [first.pk]
    kinds._entries[KIND] = kind
    assert send_digests(now=now + timedelta(days=2, hours=1)) == 1
