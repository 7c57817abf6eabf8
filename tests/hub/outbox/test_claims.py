"""A claim belongs to one drainer; effects of one subject keep their order; the outbox forgets."""

from __future__ import annotations

import smtplib
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.db import IntegrityError, OperationalError, connections, transaction
from django.utils import timezone

from hub.outbox import draining
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain, enqueue, forget_ended
from tests.hub.outbox.conftest import NOON

pytestmark = pytest.mark.django_db


def row(key: str) -> OutboxMessage:
    return OutboxMessage.objects.get(key=key)


def states() -> dict[str, str]:
    return dict(OutboxMessage.objects.values_list("key", "state"))


def test_a_slow_drainer_cannot_mark_what_another_holds_now(effect, put) -> None:
    def taken_over(payload: object) -> None:
        OutboxMessage.objects.update(owner="another", claimed_until=NOON + timedelta(hours=1))

    effect("test.slow", taken_over, where="outside")
    put("test.slow", "a")
    assert drain(now=NOON) == 0
    assert (row("a").state, row("a").owner, row("a").done_at) == ("claimed", "another", None)


def test_a_slow_drainer_that_fails_does_not_count_a_try_of_another(effect, put) -> None:
    def taken_over(payload: object) -> None:
        OutboxMessage.objects.update(owner="another")
        raise ValueError("too late")

    effect("test.slow", taken_over, where="outside")
    put("test.slow", "a")
    assert drain(now=NOON) == 0
    assert (row("a").state, row("a").owner, row("a").attempts, row("a").last_error) == ("claimed", "another", 0, "")


def test_a_database_effect_is_not_begun_on_a_claim_that_is_lost(effect, put) -> None:
    calls = effect("test.note", lambda payload: Group.objects.create(name="made") and None)
    put("test.note", "a")
    held = draining._claim("default", "slow", NOON)
    OutboxMessage.objects.update(owner="another")
    assert draining._perform_all(held, "slow", NOON) == 0
    assert (calls, Group.objects.filter(name="made").exists()) == ([], False)


def test_one_of_many_that_fails_takes_none_of_the_others_with_it(effect, put) -> None:
    def work(payload: dict[str, str]) -> None:
        Group.objects.create(name=payload["name"])
        if payload["name"] == "group 3":
            raise ValueError("broken effect")

    effect("test.note", work)
    for number in range(12):
        put("test.note", f"{number:02}", {"name": f"group {number}"})
    assert drain(now=NOON) == 11
    assert states() == {f"{n:02}": "pending" if n == 3 else "done" for n in range(12)}
    assert sorted(Group.objects.filter(name__startswith="group").values_list("name", flat=True)) == sorted(
        f"group {n}" for n in range(12) if n != 3
    )


def test_secrets_done_together_are_erased(effect, put) -> None:
    effect("test.secret", secret=True)
    effect("test.plain")
    put("test.secret", "a", {"code": "1234"})
    put("test.plain", "b", {"number": 1})
    assert drain(now=NOON) == 2
    assert (row("a").payload, row("b").payload) == ({}, {"number": 1})


def test_of_effects_done_together_one_that_another_took_over_is_left_to_it(effect, put) -> None:
    calls = effect("test.note", lambda payload: Group.objects.create(name=payload["name"]) and None)
    for key in "abc":
        put("test.note", key, {"name": key})
    held = draining._claim("default", "mine", NOON)
    OutboxMessage.objects.filter(key="b").update(owner="another")
    assert draining._perform_all(held, "mine", NOON) == 2
    assert (calls, states()["b"]) == (["a", "c"], "claimed")


def test_a_claim_is_renewed_while_its_batch_takes_long_and_lost_rows_are_left_alone(effect, put, settings) -> None:
    settings.HUB_OUTBOX_CLAIM_SECONDS = 0  # every effect takes "long"
    untils: list[object] = []

    def note(payload: object) -> None:
        untils.append(row("c").claimed_until)
        OutboxMessage.objects.filter(key="b").update(owner="another")

    calls = effect("test.note", note, where="outside")
    for key in "abc":
        put("test.note", key)
    rows = draining._claim("default", "mine", NOON)
    settings.HUB_OUTBOX_CLAIM_SECONDS = 0.000_001
    assert draining._perform_all(rows, "mine", NOON + timedelta(minutes=1)) == 2
    assert calls == ["a", "c"]
    assert untils[0] > NOON + timedelta(seconds=59)  # type: ignore[operator]
    assert states() == {"a": "done", "b": "claimed", "c": "done"}


def test_a_claim_without_owner_is_refused_by_the_database(put) -> None:
    put("test.note", "a")
    with pytest.raises(IntegrityError, match="outbox_claim_has_owner"), transaction.atomic():
        OutboxMessage.objects.update(state="claimed")


@pytest.mark.parametrize("stop", [SystemExit, KeyboardInterrupt])
def test_a_drainer_that_is_told_to_stop_gives_back_what_it_holds(effect, put, stop) -> None:
    def stopped(payload: object) -> None:
        raise stop

    effect("test.note", stopped)
    for key in "ab":
        put("test.note", key)
    with pytest.raises(stop):
        drain(now=NOON)
    assert set(OutboxMessage.objects.values_list("state", "owner", "attempts")) == {("pending", "", 0)}


def test_a_database_that_goes_away_ends_the_drain_and_frees_its_rows(effect, put, monkeypatch, caplog) -> None:
    def gone(payload: object) -> None:
        raise OperationalError("terminating connection")

    effect("test.note", gone)
    put("test.note", "a")
    monkeypatch.setattr("django.db.connection.is_usable", lambda: False)
    assert drain(now=NOON) == 0
    assert (row("a").state, row("a").attempts) == ("pending", 0)
    assert caplog.messages == ["the outbox lost its database: OperationalError"]


def test_effects_of_a_subject_keep_their_order_over_failures_and_others_pass(effect, put) -> None:
    answers = iter([ValueError("not yet"), None, None])

    def work(payload: object) -> None:
        if error := next(answers):
            raise error

    steps = effect("test.step", work, where="outside")
    others = effect("test.other")
    put("test.step", "first", ordered_by="thing:1")
    put("test.step", "second", ordered_by="thing:1", queue="mail")
    put("test.other", "apart", ordered_by="thing:2")
    assert drain(now=NOON) == 1
    assert (steps, others) == (["first"], ["apart"])
    assert drain("mail", now=NOON + timedelta(hours=1)) == 0
    assert drain(now=NOON + timedelta(hours=1)) == 2
    assert steps == ["first", "first", "second"]


def test_a_parked_effect_holds_up_what_comes_later_for_its_subject(effect, put) -> None:
    steps = effect("test.step")
    put("test.step", "first", ordered_by="thing:1")
    put("test.step", "second", ordered_by="thing:1")
    OutboxMessage.objects.filter(key="first").update(state="parked")
    assert drain(now=NOON) == 0
    OutboxMessage.objects.filter(key="first").update(state="dropped")
    assert drain(now=NOON) == 1
    assert steps == ["second"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_drainers_keep_the_order_of_every_subject(effect, put) -> None:
    calls = effect("test.step", where="outside")
    for number in range(20):
        for subject in range(5):
            put("test.step", f"{subject}:{number:02}", ordered_by=f"thing:{subject}")

    def run(_n: int) -> int:
        try:
            return drain(now=NOON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(run, range(2))) + drain(now=NOON) == 100
    for subject in range(5):
        mine = [key for key in calls if key.startswith(f"{subject}:")]
        assert mine == [f"{subject}:{number:02}" for number in range(20)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_later_of_two_writers_on_a_subject_waits_for_the_first_to_commit(effect, put) -> None:
    wrote, order = threading.Event(), []

    def late() -> None:
        assert wrote.wait(timeout=10)
        put("test.step", "second", ordered_by="thing:1")
        order.append("second")
        connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(late)
        with transaction.atomic():
            enqueue(kind="test.step", payload={}, key="first", ordered_by="thing:1")
            wrote.set()
            threading.Event().wait(0.5)
            order.append("first")
        other.result(timeout=10)
    assert order == ["first", "second"]


def refused_address() -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"mei.lin@example.org": (550, b"no such person")})


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (refused_address(), "SMTPRecipientsRefused"),
        (smtplib.SMTPDataError(552, b"Dear mei.lin@example.org, your code 1234"), "SMTPDataError 552"),
        (ValueError("mei.lin@example.org"), "ValueError"),
    ],
)
def test_what_is_kept_of_a_secret_effects_failure_tells_nothing_personal(effect, put, error, kept) -> None:
    def fail(payload: object) -> None:
        raise error

    effect("test.mail", fail, where="outside", secret=True)
    put("test.mail", "a", {"to": "mei.lin@example.org"})
    drain(now=NOON)
    assert row("a").last_error == kept


def test_what_ended_long_ago_is_forgotten_and_nothing_else(put, settings) -> None:
    settings.HUB_OUTBOX_KEEP_DAYS = 30
    old, young = NOON - timedelta(days=31), NOON - timedelta(days=29)
    for state in ("done", "dropped", "parked", "pending"):
        for name, at in (("old", old), ("young", young)):
            put("test.note", f"{state} {name}")
            OutboxMessage.objects.filter(key=f"{state} {name}").update(state=state, done_at=at, due_at=at)
    assert forget_ended(now=NOON) == 2
    assert set(states()) == {
        "done young", "dropped young", "parked old", "parked young", "pending old", "pending young",
    }  # fmt: skip
    assert forget_ended(now=NOON) == 0


def test_a_real_mail_has_no_text_left_once_it_is_sent(mailoutbox: list[EmailMessage], put) -> None:
    payload = {"kind": "x", "to": "a@example.org", "language": "en", "subject": "Hello", "body": "code 1234"}
    put("mail.send", "mail:a", payload, queue="mail")
    assert drain(now=timezone.now() + timedelta(seconds=1)) == 1
    assert (row("mail:a").payload, len(mailoutbox)) == ({}, 1)
