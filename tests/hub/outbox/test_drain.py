"""Doing effects: once, in order, again after failures, and never all over because of one."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connections

from hub.outbox import draining
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from hub.outbox.tasks import drain_queue
from tests.hub.outbox.conftest import NOON

pytestmark = pytest.mark.django_db


def row(key: str) -> OutboxMessage:
    return OutboxMessage.objects.get(key=key)


def break_down(payload: object) -> None:
    raise ValueError("broken effect")


def make_group_and_break_down(payload: dict[str, str]) -> None:
    Group.objects.create(name=payload["name"])
    raise ValueError("broken effect")


def test_an_effect_is_done_once_and_marked(effect, put) -> None:
    calls = effect("test.note", lambda payload: Group.objects.create(name=payload["name"]) and None)
    put("test.note", "a", {"name": "made"})
    assert (drain(now=NOON), drain(now=NOON)) == (1, 0)
    assert calls == ["a"]
    assert Group.objects.filter(name="made").count() == 1
    assert (row("a").state, row("a").done_at, row("a").attempts) == ("done", NOON, 0)


def test_an_effect_that_raises_leaves_neither_its_work_nor_the_mark(effect, put) -> None:
    effect("test.note", make_group_and_break_down)
    put("test.note", "a", {"name": "made"})
    assert drain(now=NOON) == 0
    assert not Group.objects.filter(name="made").exists()
    assert (row("a").state, row("a").attempts, row("a").done_at) == ("pending", 1, None)
    assert row("a").last_error == "ValueError: broken effect"


def test_a_database_error_inside_an_effect_does_not_break_the_drainer(effect, put) -> None:
    effect("test.clash", lambda payload: Group.objects.bulk_create([Group(name="same"), Group(name="same")]) and None)
    fine = effect("test.fine")
    put("test.clash", "a")
    put("test.fine", "b")
    assert drain(now=NOON) == 1
    assert row("a").last_error.startswith(IntegrityError.__name__)
    assert fine == ["b"]


def test_failures_are_tried_again_with_growing_pauses_and_set_aside_after_eight(effect, put) -> None:
    calls = effect("test.note", break_down)
    put("test.note", "a", {"name": "kept"})
    now, pauses = NOON, []
    for _try in range(8):
        assert drain(now=now) == 0
        pauses.append((row("a").due_at - now).total_seconds())
        assert drain(now=row("a").due_at - timedelta(milliseconds=1)) == 0
        now = row("a").due_at
    assert pauses[:7] == [5, 15, 45, 135, 405, 1215, 3645]
    assert (row("a").state, row("a").attempts) == ("parked", 8)
    assert drain(now=NOON + timedelta(days=365)) == 0
    assert len(calls) == 8
    assert row("a").payload == {"name": "kept"}


def test_an_effect_that_works_in_the_end_is_clean(effect, put) -> None:
    answers = iter([ValueError("not yet"), None])

    def work(payload: object) -> None:
        if error := next(answers):
            raise error

    effect("test.note", work, where="outside")
    put("test.note", "a")
    assert drain(now=NOON) == 0
    assert drain(now=NOON + timedelta(seconds=5)) == 1
    assert (row("a").state, row("a").attempts, row("a").last_error) == ("done", 1, "")


def test_a_repeat_carries_the_same_key(effect, put) -> None:
    calls = effect("test.note", break_down, where="outside")
    put("test.note", "stable")
    drain(now=NOON)
    drain(now=NOON + timedelta(seconds=5))
    assert calls == ["stable", "stable"]


def test_a_secret_is_erased_once_it_is_used_and_kept_until_then(effect, put) -> None:
    answers = iter([ValueError("not yet"), None])

    def work(payload: object) -> None:
        if error := next(answers):
            raise error

    effect("test.secret", work, where="outside", secret=True)
    effect("test.plain", where="outside")
    put("test.secret", "a", {"code": "83WQ7Z"})
    put("test.plain", "b", {"number": 1})
    drain(now=NOON)
    assert row("a").payload == {"code": "83WQ7Z"}
    drain(now=NOON + timedelta(seconds=5))
    assert (row("a").state, row("a").payload) == ("done", {})
    assert row("b").payload == {"number": 1}


def test_an_unknown_kind_is_set_aside_and_stops_nobody(effect, put, caplog) -> None:
    calls = effect("test.note")
    put("test.forgotten", "a")
    put("test.note", "b")
    done = [drain(now=NOON + timedelta(hours=2 * n)) for n in range(9)]
    assert done == [1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert (row("a").state, row("a").attempts) == ("parked", 8)
    assert row("a").last_error.startswith("LookupError: no 'test.forgotten' among the outbox handlers")
    assert calls == ["b"]


def test_what_a_dead_worker_held_is_taken_up_when_its_claim_runs_out(effect, put) -> None:
    calls = effect("test.note")
    put("test.note", "a")
    draining._claim("default", "dead", NOON)
    assert row("a").state == "claimed"
    assert drain(now=NOON + timedelta(seconds=120)) == 0
    assert calls == []
    assert drain(now=NOON + timedelta(seconds=121)) == 1
    assert calls == ["a"]
    assert row("a").state == "done"


def test_effects_of_a_queue_are_done_in_the_order_in_which_they_were_written(effect, put) -> None:
    calls = effect("test.note")
    keys = [f"key-{n}" for n in (9, 3, 7, 1, 8)]
    for key in keys:
        put("test.note", key, queue="mail")
    drain("mail", now=NOON)
    assert calls == keys


def test_a_queue_is_drained_alone(effect, put) -> None:
    calls = effect("test.note")
    for queue in ("default", "mail", "search", "realtime"):
        put("test.note", queue, queue=queue)
    assert drain_queue("mail") == 1
    assert calls == ["mail"]
    assert drain(now=NOON) == 3
    assert calls == ["mail", "default", "search", "realtime"]


def test_what_is_not_due_waits(effect, put) -> None:
    calls = effect("test.note")
    put("test.note", "a", due_at=NOON + timedelta(minutes=1))
    assert drain(now=NOON) == 0
    assert (row("a").state, calls) == ("pending", [])
    assert drain(now=NOON + timedelta(minutes=1)) == 1


def test_more_than_one_batch_is_drained_in_one_go(effect, put) -> None:
    calls = effect("test.note")
    for number in range(120):
        put("test.note", f"{number:03}")
    assert drain(now=NOON) == 120
    assert calls == [f"{number:03}" for number in range(120)]


def test_an_effect_written_by_an_effect_is_done_too(effect, put) -> None:
    second = effect("test.second")
    effect("test.first", lambda payload: put("test.second", "b"))
    put("test.first", "a")
    assert drain(now=NOON) == 2
    assert second == ["b"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_drainers_share_two_hundred_effects_and_do_each_once(effect, put) -> None:
    calls = effect("test.note", lambda payload: Group.objects.create(name=payload["name"]) and None)
    for number in range(200):
        put("test.note", f"{number:03}", {"name": f"group {number:03}"})
    gate = threading.Barrier(2)

    def work(_n: int) -> int:
        gate.wait(timeout=10)
        try:
            return drain(now=NOON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        shares = list(pool.map(work, range(2)))
    assert sum(shares) == 200
    assert min(shares) > 0
    assert sorted(calls) == [f"{number:03}" for number in range(200)]
    assert Group.objects.filter(name__startswith="group ").count() == 200
    assert set(OutboxMessage.objects.values_list("state", "attempts")) == {("done", 0)}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_drainers_send_nothing_twice_where_only_the_claim_keeps_them_apart(effect, put, monkeypatch) -> None:
    monkeypatch.setattr(draining, "USUAL_BATCH", 5)  # forty claims: many moments at which two could take the same rows
    calls = effect("test.note", lambda payload: time.sleep(0.002), where="outside")
    for number in range(200):
        put("test.note", f"{number:03}")
    gate = threading.Barrier(2)

    def work(_n: int) -> int:
        gate.wait(timeout=10)
        try:
            return drain(now=NOON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        shares = list(pool.map(work, range(2)))
    assert sorted(calls) == [f"{number:03}" for number in range(200)]
    assert sum(shares) == 200


def test_an_effect_that_ends_its_worker_every_time_is_parked(effect, put) -> None:
    calls = effect("test.note", lambda payload: None)
    put("test.note", "a", {})
    lost = NOON - timedelta(seconds=1)
    OutboxMessage.objects.update(state="claimed", owner="dead", claimed_until=lost, attempts=draining.MAX_ATTEMPTS - 1)
    assert drain(now=NOON) == 0
    assert (calls, row("a").state, row("a").attempts) == ([], "parked", draining.MAX_ATTEMPTS)


def test_a_try_lost_with_its_worker_counts_and_is_made_again(effect, put) -> None:
    calls = effect("test.note", lambda payload: None)
    put("test.note", "a", {})
    OutboxMessage.objects.update(state="claimed", owner="dead", claimed_until=NOON - timedelta(seconds=1))
    assert drain(now=NOON) == 1
    assert (calls, row("a").state, row("a").attempts) == (["a"], "done", 1)
