"""Effects that take longer than a claim lasts: one worker does them, and nobody waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group
from django.db import connections

from hub.outbox.models import OutboxMessage
from hub.outbox.registry import Effect
from hub.outbox.services import drain
from hub.outbox.tasks import drain_queue

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CLAIM_SECONDS = 0.8
Drainer = Callable[[str], "Future[int]"]


class Long:
    """An effect that works until it is let go."""

    def __init__(self) -> None:
        self.started, self.let_go = threading.Event(), threading.Event()

    def __call__(self, payload: object) -> None:
        self.started.set()
        assert self.let_go.wait(timeout=30)
        Group.objects.create(name="done")


@pytest.fixture
def long() -> Long:
    return Long()


@pytest.fixture
def start(long: Long) -> Iterator[Drainer]:
    """Drain a queue in a thread, as another worker does."""

    def run(queue: str) -> int:
        try:
            return drain(queue)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        yield lambda queue: pool.submit(run, queue)
        long.let_go.set()


def states() -> dict[str, str]:
    return dict(OutboxMessage.objects.values_list("key", "state"))


@pytest.mark.parametrize("where", ["database", "outside"])
def test_an_effect_longer_than_its_claim_is_done_once_and_holds_up_no_other_worker(
    effect, put, long: Long, start: Drainer, settings: LazySettings, where: Effect
) -> None:
    settings.HUB_OUTBOX_CLAIM_SECONDS = CLAIM_SECONDS
    calls = effect("test.long", long, where)
    others = effect("test.note")
    put("test.long", "long", queue="search")
    working = start("search")
    assert long.started.wait(timeout=20)
    threading.Event().wait(3 * CLAIM_SECONDS)
    put("test.note", "other")
    assert start("default").result(timeout=20) == 1
    assert start("search").result(timeout=20) == 0
    assert (calls, others, states()) == (["long"], ["other"], {"long": "claimed", "other": "done"})
    long.let_go.set()
    assert working.result(timeout=20) == 1
    assert Group.objects.filter(name="done").count() == 1
    assert (states()["long"], OutboxMessage.objects.get(key="long").attempts) == ("done", 0)


def test_what_waits_behind_a_long_effect_is_done_by_another_worker(
    effect, put, long: Long, start: Drainer, settings: LazySettings
) -> None:
    settings.HUB_OUTBOX_CLAIM_SECONDS = CLAIM_SECONDS
    effect("test.long", long, "outside")
    behind = effect("test.note", None, "outside")
    put("test.long", "long", queue="search")
    put("test.note", "behind", queue="search")
    working = start("search")
    assert long.started.wait(timeout=20)
    assert drain_queue("search") == 0
    threading.Event().wait(CLAIM_SECONDS)
    assert drain_queue("search") == 1
    assert (behind, states()) == (["behind"], {"long": "claimed", "behind": "done"})
    assert OutboxMessage.objects.get(key="behind").attempts == 0
    long.let_go.set()
    assert working.result(timeout=20) == 1
    assert behind == ["behind"]
