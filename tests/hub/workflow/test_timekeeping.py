"""The clock takes what is due and reminds before, once each: twice at once, after restarts, with a clock that jumps."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.db.models.signals import pre_save
from django.utils import timezone

from hub.accounts.models import Membership, User
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.notifications.enums import MailChoice
from hub.notifications.models import Notice
from hub.notifications.services import choose_mail
from hub.notifications.services.digests import send_digests
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from hub.outbox.tasks import tick
from hub.workflow.errors import GuardsUnmet
from hub.workflow.machine import CLOCK, Guard, Machine, Reminder, Transition, Who
from hub.workflow.models import SentReminder
from hub.workflow.services import fire
from hub.workflow.timekeeping import send_due_reminders, take_due_steps
from ip_transfer.models import TransferListing
from ip_transfer.rules import is_owner
from tests.factories.accounts import make_organisation, make_user, signed_in
from tests.factories.standards import make_listing
from tests.hub.workflow.conftest import ENDS, OWNER, use

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def ended() -> int:
    return Activity.objects.filter(verb="listing.ended").count()


def reminders() -> list[timedelta]:
    return list(SentReminder.objects.order_by("id").values_list("before", flat=True))


def both(now: datetime) -> tuple[int, int]:
    return take_due_steps(now=now), send_due_reminders(now=now)


@pytest.mark.usefixtures("_ending")
def test_a_step_is_taken_when_its_time_has_come_and_not_before() -> None:
    listing = make_listing(state="published")
    deadline = listing.state_since + 30 * DAY
    assert take_due_steps(now=deadline - timedelta(microseconds=1)) == 0
    assert take_due_steps(now=deadline) == 1
    act = Activity.objects.get(verb="listing.ended")
    listing.refresh_from_db()
    assert (listing.state, listing.state_since) == ("withdrawn", deadline)
    assert (act.actor_kind, act.at, act.data) == ("clock", deadline, {"from": "published", "to": "withdrawn"})
    assert (take_due_steps(now=deadline), ended()) == (0, 1)


@pytest.mark.usefixtures("_ending")
def test_only_objects_in_the_state_of_the_step_are_taken() -> None:
    drafts = [make_listing(), make_listing(state="submitted"), make_listing(state="withdrawn")]
    assert take_due_steps(now=timezone.now() + 400 * DAY) == 0
    assert [TransferListing.objects.get(pk=d.pk).state for d in drafts] == ["draft", "submitted", "withdrawn"]


@pytest.mark.usefixtures("_ending_by_field")
def test_a_deadline_by_field_is_kept_and_a_row_without_one_never_ends() -> None:
    listing, forever = make_listing(state="published"), make_listing(state="published")
    listing.published_at = timezone.now() + 5 * DAY
    forever.published_at = None
    listing.save()
    forever.save()
    assert take_due_steps(now=timezone.now() + 4 * DAY) == 0
    assert take_due_steps(now=timezone.now() + 6 * DAY) == 1
    forever.refresh_from_db()
    assert forever.state == "published"


@pytest.mark.usefixtures("_ending_by_field")
def test_a_deadline_that_was_moved_in_between_is_no_longer_due() -> None:
    listing = make_listing(state="published")
    listing.published_at = timezone.now() + 5 * DAY
    listing.save()
    with pytest.raises(GuardsUnmet, match="Its time has not come"):
        fire(listing, "end", Actor.clock(), timezone.now())
    listing.refresh_from_db()
    assert listing.state == "published"


@pytest.mark.usefixtures("_ending")
def test_one_object_that_cannot_be_taken_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = (make_listing(state="published") for _ in range(3))

    def break_down(listing: TransferListing, *_rest: object) -> None:
        if listing.pk == second.pk:
            raise RuntimeError("broken effect")

    held = Guard("held", lambda listing, now, data: "Held." if listing.pk == first.pk else None)
    use(monkeypatch, dataclasses.replace(ENDS, guards=(held,), effects=(break_down,)))
    assert take_due_steps(now=timezone.now() + 31 * DAY) == 1
    states = [TransferListing.objects.get(pk=obj.pk).state for obj in (first, second, third)]
    assert states == ["published", "published", "withdrawn"]


@pytest.mark.usefixtures("_ending")
def test_one_reminder_that_cannot_be_written_stops_no_other(request: pytest.FixtureRequest) -> None:
    first, second = make_listing(state="published"), make_listing(state="published")

    def break_down(instance: SentReminder, **_rest: object) -> None:
        if instance.subject_id == first.pk:
            raise RuntimeError("broken row")

    pre_save.connect(break_down, SentReminder)
    request.addfinalizer(lambda: pre_save.disconnect(break_down, SentReminder))
    assert send_due_reminders(now=timezone.now() + 24 * DAY) == 1
    assert list(SentReminder.objects.values_list("subject_id", flat=True)) == [second.pk]


@pytest.mark.usefixtures("_ending")
def test_reminders_come_before_the_deadline_each_once() -> None:
    listing = make_listing(state="published")
    deadline = listing.state_since + 30 * DAY
    at = [deadline - 8 * DAY, deadline - 7 * DAY, deadline - 6 * DAY, deadline - DAY, deadline - DAY, deadline]
    assert [send_due_reminders(now=moment) for moment in at] == [0, 1, 0, 1, 0, 0]
    assert reminders() == [7 * DAY, DAY]


@pytest.mark.usefixtures("_ending")
def test_a_clock_that_jumps_ahead_sends_the_nearest_reminder_only_or_takes_the_step_only() -> None:
    listing = make_listing(state="published")
    deadline = listing.state_since + 30 * DAY
    assert both(deadline - timedelta(hours=2)) == (0, 1)
    assert reminders() == [DAY]
    assert both(deadline + 900 * DAY) == (1, 0)
    assert (ended(), reminders()) == (1, [DAY])


@pytest.mark.usefixtures("_ending")
def test_a_clock_that_jumps_back_repeats_nothing() -> None:
    listing = make_listing(state="published")
    deadline = listing.state_since + 30 * DAY
    assert both(deadline - 3 * DAY) == (0, 1)
    for moment in (deadline - 20 * DAY, deadline - 4 * DAY, deadline - 3 * DAY):
        assert both(moment) == (0, 0)
    assert both(deadline) == (1, 0)
    for moment in (deadline - 900 * DAY, deadline, deadline + DAY):
        assert both(moment) == (0, 0)
    assert (ended(), reminders()) == (1, [7 * DAY])


@pytest.mark.usefixtures("_ending_by_field")
def test_a_deadline_that_was_moved_is_reminded_of_anew() -> None:
    listing, now = make_listing(state="published"), timezone.now()
    for days in (5, 40):
        TransferListing.objects.filter(pk=listing.pk).update(published_at=now + days * DAY)
        assert send_due_reminders(now=now + (days - 5) * DAY) == 1
    assert reminders() == [7 * DAY, 7 * DAY]


@pytest.mark.usefixtures("_ending")
def test_each_person_gets_one_mail_in_their_language_and_zone() -> None:
    owner = make_user(email="owner@example.org", language="zh-hans", timezone="Asia/Shanghai")
    listing = make_listing(make_organisation(admin=owner), state="published", title_zh="干法电极")
    drain()
    mail.outbox.clear()
    send_due_reminders(now=listing.state_since + 25 * DAY)
    drain()
    OutboxMessage.objects.filter(kind="workflow.remind").update(state="pending")
    drain()
    (sent,) = mail.outbox
    assert sent.to == ["owner@example.org"]
    assert "干法电极" in sent.subject
    assert "Asia/Shanghai" in sent.body
    assert f"/zh-hans/technology/{listing.public_id}/" in sent.body
    assert Notice.objects.filter(reader=owner, kind="workflow.reminder").count() == 1


def reminded(choice: MailChoice, **person: Any) -> tuple[User, TransferListing]:
    """Somebody who chose how reminders leave, reminded five days before their listing ends."""
    owner = make_user(**person)
    listing = make_listing(
        make_organisation(admin=owner), state="published", title_en="Dry electrode", title_zh="干法电极"
    )
    choose_mail(reader=owner, choices={"workflow.reminder": choice})
    drain()
    mail.outbox.clear()
    send_due_reminders(now=listing.state_since + 25 * DAY)
    drain()
    return owner, listing


@pytest.mark.usefixtures("_ending")
def test_a_reminder_is_in_the_inbox_also_of_who_wants_no_mail() -> None:
    owner, _listing = reminded(MailChoice.OFF, language="en")
    assert mail.outbox == []
    page = signed_in(owner).get("/en/account/notices/").content.decode()
    assert "“Dry electrode”, on" in page
    assert "干法电极" in signed_in(owner).get("/zh-hans/account/notices/").content.decode()


@pytest.mark.usefixtures("_ending")
def test_a_reminder_waits_for_the_daily_mail_of_who_wants_one() -> None:
    owner, _listing = reminded(MailChoice.DAILY, language="en")
    assert mail.outbox == []
    assert send_digests(now=timezone.now() + 2 * DAY) == 1
    drain()
    (sent,) = mail.outbox
    assert sent.to == [owner.email]
    assert "“Dry electrode”, on" in sent.body


@pytest.mark.usefixtures("_ending")
def test_a_reminder_says_nothing_of_what_its_reader_may_no_longer_see() -> None:
    owner, listing = reminded(MailChoice.OFF, language="en")
    fire(listing, "withdraw", Actor.person(owner, listing.organisation), timezone.now())
    Membership.objects.filter(user=owner).delete()
    page = signed_in(owner).get("/en/account/notices/").content.decode()
    assert "Dry electrode" not in page
    assert "You no longer have access" in page


@pytest.mark.usefixtures("_ending")
def test_nobody_is_reminded_of_what_was_settled_meanwhile() -> None:
    listing = make_listing(state="published")
    drain()
    mail.outbox.clear()
    send_due_reminders(now=listing.state_since + 25 * DAY)
    fire(listing, "withdraw", Actor.person(listing.acted_by, listing.organisation), timezone.now())
    drain()
    assert mail.outbox == []


@pytest.mark.usefixtures("_ending")
def test_a_reminder_that_comes_too_late_says_nothing() -> None:
    listing = make_listing(state="published")
    drain()
    mail.outbox.clear()
    send_due_reminders(now=listing.state_since + 25 * DAY)
    drain(now=listing.state_since + 30 * DAY)
    assert mail.outbox == []


@pytest.mark.usefixtures("_ending_by_field")
def test_the_tick_keeps_deadlines() -> None:
    listing = make_listing(state="published")
    tick()
    listing.refresh_from_db()
    assert (listing.state, ended()) == ("withdrawn", 1)


MISTAKES = {
    "a timeout needs the clock": {"who": (OWNER,), "timeout": DAY},
    "a timeout by a field must leave the state": {"timeout": "published_at", "target": "published"},
    "reminders need a timeout": {"timeout": None},
    "a reminder goes to people": {"reminders": (Reminder(DAY, (Who("x", "x", is_owner),)),)},
    "is no date-time field": {"timeout": "title_en"},
    "what waits for somebody is found by rows": {"todo": "End it"},
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_declaration_that_does_not_fit_together_is_refused(mistake: str) -> None:
    step: Transition = dataclasses.replace(ENDS, **MISTAKES[mistake])
    with pytest.raises(ValueError, match=mistake):
        Machine(TransferListing, (step,))
    assert CLOCK in ENDS.who


def at_once(count: int, act: Callable[[], int]) -> list[int]:
    """Let so many workers, each with a connection of its own, do the same at the same moment."""
    gate = threading.Barrier(count)

    def run(_n: int) -> int:
        try:
            gate.wait(timeout=20)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_ending")
def test_workers_that_tick_at_once_take_each_step_and_send_each_reminder_once() -> None:
    listings = [make_listing(state="published") for _ in range(5)]
    deadline = listings[0].state_since + 30 * DAY
    before = OutboxMessage.objects.filter(kind="workflow.remind").count()
    sent = at_once(4, lambda: send_due_reminders(now=deadline - 3 * DAY))
    assert (sum(sent), SentReminder.objects.count()) == (5, 5)
    assert OutboxMessage.objects.filter(kind="workflow.remind").count() == before + 5
    taken = at_once(4, lambda: take_due_steps(now=deadline + DAY))
    assert (sum(taken), ended()) == (5, 5)
    assert set(TransferListing.objects.values_list("state", flat=True)) == {"withdrawn"}
