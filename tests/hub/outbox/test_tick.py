"""The clock goes on whatever one of its chores does."""

from __future__ import annotations

import logging

import pytest

from hub.outbox.clock import ticks
from hub.outbox.models import OutboxMessage
from hub.outbox.tasks import tick

pytestmark = pytest.mark.django_db


def test_a_chore_that_fails_stops_neither_the_effects_nor_the_other_chores(effect, put, monkeypatch, caplog) -> None:
    def broken() -> None:
        raise RuntimeError("broken chore")

    ran: list[str] = []
    monkeypatch.setattr(ticks, "_entries", {"broken": broken, "after": lambda: ran.append("after")})
    calls = effect("test.note", lambda payload: None)
    put("test.note", "a", {})
    with caplog.at_level(logging.ERROR):
        assert tick() == 1
    assert (calls, ran) == (["a"], ["after"])
    assert OutboxMessage.objects.get(key="a").state == "done"
    assert "broken chore" in caplog.text
