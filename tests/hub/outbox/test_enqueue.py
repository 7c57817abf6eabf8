"""Writing effects: inside the transaction of their cause, once for each key."""

from __future__ import annotations

import contextlib
from datetime import timedelta

import pytest
from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from hub.outbox.enums import QUEUES
from hub.outbox.models import OutboxMessage
from hub.outbox.services import enqueue

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction of its cause"):
        enqueue(kind="test.note", payload={}, key="a")
    assert OutboxMessage.objects.count() == 0


def test_an_unknown_queue_is_refused() -> None:
    with pytest.raises(ValueError, match="no queue named 'express'"):
        enqueue(kind="test.note", payload={}, key="a", queue="express")
    assert OutboxMessage.objects.count() == 0


def test_the_same_key_is_one_effect_and_the_first_stays() -> None:
    for number in (1, 2, 3):
        enqueue(kind="test.note", payload={"number": number}, key="a")
    row = OutboxMessage.objects.get()
    assert (row.payload, row.state, row.attempts, row.queue) == ({"number": 1}, "pending", 0, "default")


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_nothing() -> None:
    def cause() -> None:
        with transaction.atomic():
            enqueue(kind="test.note", payload={}, key="a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cause()
    assert OutboxMessage.objects.count() == 0


def _announcements(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str], str]]:
    sent: list[tuple[str, list[str], str]] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, queue, **more: sent.append((name, args, queue)))
    return sent


def test_it_is_due_at_once_unless_told_otherwise() -> None:
    later = timezone.now() + timedelta(hours=1)
    enqueue(kind="test.note", payload={}, key="now")
    enqueue(kind="test.note", payload={}, key="later", due_at=later)
    assert OutboxMessage.objects.get(key="now").due_at <= timezone.now()
    assert OutboxMessage.objects.get(key="later").due_at == later


def test_a_worker_is_woken_after_the_commit_and_only_then(
    settings, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    settings.HUB_OUTBOX_WAKE = "celery"
    sent = _announcements(monkeypatch)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            enqueue(kind="test.note", payload={}, key=f"a{number}", queue="mail")
        enqueue(kind="test.note", payload={}, key="b", queue="search")
        assert sent == []
    assert sent == [("hub.outbox.drain", ["mail"], "mail"), ("hub.outbox.drain", ["search"], "search")]


def test_an_announcement_lost_with_its_savepoint_is_made_again(
    settings, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    settings.HUB_OUTBOX_WAKE = "celery"
    sent = _announcements(monkeypatch)
    with django_capture_on_commit_callbacks(execute=True):
        with contextlib.suppress(ZeroDivisionError), transaction.atomic():
            enqueue(kind="test.note", payload={}, key="lost", queue="mail")
            raise ZeroDivisionError
        with transaction.atomic():
            enqueue(kind="test.note", payload={}, key="kept", queue="mail")
    assert sent == [("hub.outbox.drain", ["mail"], "mail")]


def test_the_queues_of_celery_are_those_of_the_outbox_and_the_clocks(settings) -> None:
    assert [queue.name for queue in settings.CELERY_TASK_QUEUES] == [*QUEUES, "clock"]


def test_a_broker_that_is_down_does_not_hurt(settings, monkeypatch, django_capture_on_commit_callbacks, caplog) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OperationalError("connection refused")

    settings.HUB_OUTBOX_WAKE = "celery"
    monkeypatch.setattr(current_app, "send_task", fail)
    with django_capture_on_commit_callbacks(execute=True):
        enqueue(kind="test.note", payload={}, key="a")
    assert OutboxMessage.objects.get().state == "pending"
    assert caplog.messages == ["no broker to wake default: OperationalError"]
