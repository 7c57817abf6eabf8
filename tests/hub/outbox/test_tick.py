"""The clock announces what is due and goes on whatever one of its chores does; a slow queue holds up no other."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from celery import current_app
from django.db import connections
from django.utils import timezone

from hub.activity.models import Activity, ActivitySeal
from hub.outbox.clock import ticks
from hub.outbox.models import OutboxMessage
from hub.outbox.tasks import drain_queue, tick
from tests.factories.accounts import make_organisation

pytestmark = pytest.mark.django_db


def test_a_chore_that_fails_does_not_stop_the_others(monkeypatch, caplog) -> None:
    def broken() -> None:
        raise RuntimeError("broken chore")

    ran: list[str] = []
    monkeypatch.setattr(ticks, "_entries", {"broken": broken, "after": lambda: ran.append("after")})
    with caplog.at_level(logging.ERROR):
        tick()
    assert ran == ["after"]
    assert "broken chore" in caplog.text


def test_the_clock_announces_the_queues_in_which_something_is_due_and_does_the_chores(
    put, settings, monkeypatch
) -> None:
    make_organisation()
    OutboxMessage.objects.all().delete()  # what followed from it
    put("test.note", "a", queue="mail")
    put("test.note", "b", queue="search", due_at=timezone.now() + timedelta(hours=1))
    put("test.note", "c", queue="realtime")
    past = timezone.now() - timedelta(seconds=1)
    OutboxMessage.objects.filter(key="c").update(state="claimed", owner="dead", claimed_until=past)
    settings.HUB_OUTBOX_WAKE = "celery"
    sent: list[str] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, queue, **more: sent.append(queue))
    tick()
    assert sent == ["mail", "realtime"]
    assert ActivitySeal.objects.count() == Activity.objects.count() > 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_slow_mail_server_holds_one_thread_and_no_other_queue(effect, put) -> None:
    sending, let_go = threading.Event(), threading.Event()

    def send(payload: object) -> None:
        sending.set()
        assert let_go.wait(timeout=20)

    mails = effect("test.mail", send, where="outside")
    words = effect("test.index")
    put("test.mail", "slow", queue="mail")

    def run(queue: str) -> int:
        try:
            return drain_queue(queue)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(run, "mail")
        assert sending.wait(timeout=20)
        put("test.mail", "later", queue="mail")
        put("test.index", "word", queue="search")
        assert pool.submit(run, "mail").result(timeout=10) == 0  # leaves it to the first, which is asked to look again
        assert pool.submit(run, "search").result(timeout=10) == 1
        assert (mails, words) == (["slow"], ["word"])
        let_go.set()
        assert first.result(timeout=20) == 2
    assert mails == ["slow", "later"]
