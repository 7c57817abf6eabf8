"""Writing effects: inside the transaction of their cause, once for each key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

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
    sent: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, retry: sent.append((name, args)))
    with django_capture_on_commit_callbacks(execute=True):
        enqueue(kind="test.note", payload={}, key="a", queue="mail")
        assert sent == []
    assert sent == [("hub.outbox.drain", ["mail"])]


def test_a_broker_that_is_down_does_not_hurt(settings, monkeypatch, django_capture_on_commit_callbacks, caplog) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OperationalError("connection refused")

    settings.HUB_OUTBOX_WAKE = "celery"
    monkeypatch.setattr(current_app, "send_task", fail)
    with django_capture_on_commit_callbacks(execute=True):
        enqueue(kind="test.note", payload={}, key="a")
    assert OutboxMessage.objects.get().state == "pending"
    assert caplog.messages == ["no broker to wake default: OperationalError"]
