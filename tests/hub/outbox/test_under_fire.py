"""Five hundred effects while workers, the broker and database connections are killed. `make kills` writes the table."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from celery import Celery

from hub.outbox.wake import wake
from tests.hub.outbox.fire.stack import EFFECTS, Outcome, Stack, count_done, outcome_of, wait_for, write_effects

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]

HEAD = """# The outbox under fire

Written by `make kills`. Two Celery workers of two processes each drain 500 effects (200 rows in the database, 200 calls, 100
mails) on PostgreSQL and Redis; each fault strikes while effects are being done. A receiver of its own counts calls by
Idempotency-Key and mails by Message-ID. An effect on the database happens exactly once. One outside may be delivered again when its
worker died between the delivery and the mark: the key is the same, so the receiver knows it.

| fault | done | parked | tried again | database: rows / distinct / expected | receiver: deliveries / distinct keys / expected |\
 until all done |
|---|---|---|---|---|---|---|
"""


def kill_a_worker(stack: Stack) -> None:
    """End one with everything in its hands; a supervisor starts it anew."""
    stack.kill("worker-1")
    stack.start_worker(1)


def kill_the_broker(stack: Stack) -> None:
    """End Redis with every announcement in it; it comes back empty a second later."""
    stack.kill("broker")
    stack.announce()
    time.sleep(1)
    stack.start_broker()


def cut_the_database(stack: Stack) -> None:
    """End every connection that the workers hold, at the next moment in which they hold one."""
    wait_for(lambda: stack.cut_connections() > 0, 10)


def all_of_it(stack: Stack) -> None:
    """Everything at the same moment."""
    cut_the_database(stack)
    kill_the_broker(stack)
    kill_a_worker(stack)


FAULTS: dict[str, tuple[tuple[Callable[[Stack], None], int], ...]] = {
    "none": (),
    "worker killed (-9), twice": ((kill_a_worker, 60), (kill_a_worker, 200)),
    "broker killed (-9), back empty": ((kill_the_broker, 100),),
    "database connections cut, three times": ((cut_the_database, 60), (cut_the_database, 180), (cut_the_database, 300)),
    "all three at once": ((all_of_it, 120),),
}


def run(stack: Stack, name: str, fault: str) -> Outcome:
    """Write the effects, strike when so many are done, and wait until all are."""
    seen = stack.received()
    before: Counter[str] = seen["calls"] + seen["mails"]
    write_effects(name)
    stack.announce()
    begin = time.monotonic()
    for strike, after in FAULTS[fault]:
        wait_for(lambda after=after: count_done(name) >= after, 60)  # type: ignore[misc]
        assert count_done(name) < EFFECTS, "the fault came too late to hit anything"
        strike(stack)
    wait_for(lambda: count_done(name) == EFFECTS, 60)
    return outcome_of(name, fault, stack.received(), before, time.monotonic() - begin)


def line(o: Outcome) -> str:
    """One row of the table."""
    cells = [o.fault, o.done, o.parked, o.tried_again, f"{o.rows} / {o.distinct_rows} / {o.expected_rows}"]
    cells += [f"{o.deliveries} / {o.distinct_deliveries} / {o.expected_deliveries}", f"{o.seconds:.1f} s"]
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def test_nothing_is_lost_and_nothing_doubled_whatever_is_killed(tmp_path: Path) -> None:
    assert shutil.which("redis-server"), "the broker that is killed here must be one of our own: install redis-server"
    stack, found = Stack(tmp_path), []
    try:
        stack.start()
        for number, fault in enumerate(FAULTS):
            found.append(run(stack, f"run{number}", fault))
    finally:
        stack.stop()
    if table := os.environ.get("HUB_KILLS_TABLE"):
        Path(table).write_text(HEAD + "".join(line(o) for o in found), encoding="utf-8")
    for o in found:
        assert (o.done, o.parked) == (EFFECTS, 0), o
        assert o.rows == o.distinct_rows == o.expected_rows == 200, o
        assert o.distinct_deliveries == o.expected_deliveries == 300, o
    quiet, killed = found[0], found[1]
    assert (quiet.deliveries, quiet.tried_again) == (300, 0)
    assert killed.tried_again > 0  # the kills did hit claims


def test_a_dead_broker_does_not_break_the_request_that_wakes_it(settings: object) -> None:
    settings.HUB_OUTBOX_WAKE = "celery"  # type: ignore[attr-defined]
    options = {"broker_transport_options": settings.CELERY_BROKER_TRANSPORT_OPTIONS}  # type: ignore[attr-defined]
    with Celery("nobody", broker="redis://127.0.0.1:1/0", set_as_current=True, changes=options):
        begin = time.monotonic()
        wake("mail")
    assert time.monotonic() - begin < 2
