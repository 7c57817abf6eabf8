"""Effects per second that two workers drain, beside the same statements sent bare.

An effect writes one row in the database. The baseline is what two processes reach that know beforehand what to do: mark
the row, insert the row of the effect, commit, through psycopg without Django.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import django
import psycopg

from bench.figures import Figure

EFFECTS = 3000
WORKERS = 2
ROUNDS = 3
ASKED = 300.0
MARK = "UPDATE outbox_outboxmessage SET state = 'done', done_at = now(), owner = '' WHERE id = %s AND state = 'pending'"
INSERT = (
    "INSERT INTO activity_activity (public_id, at, actor_kind, verb, subject_type_id, subject_id, data, salt,"
    " data_digest, erased) VALUES (%s, now(), 'system', 'bench.recorded', %s, %s, %s, '', repeat('0', 64), false)"
)


def _set_up(database: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.config.settings.test"
    django.setup()
    from django.db import connection, connections  # noqa: PLC0415 - only after set-up

    connections.databases["default"]["NAME"] = connection.settings_dict["NAME"] = database


def _drain(database: str, gate: Any, done: Any) -> None:
    """One worker: register the effect, wait for the other, drain."""
    _set_up(database)
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415

    from hub.activity.services import record  # noqa: PLC0415
    from hub.common.actors import Actor  # noqa: PLC0415
    from hub.outbox.registry import Handler, handlers  # noqa: PLC0415
    from hub.outbox.services import drain  # noqa: PLC0415

    subject = ContentType.objects.get_for_model(ContentType)

    def write_down(payload: dict[str, Any], *, key: str, now: datetime) -> None:
        record(actor=Actor.system(), verb="bench.recorded", subject=subject, data=payload, now=now)

    handlers.add("bench.record", Handler(write_down, "database", secret=False))
    gate.wait(60)
    done.put(drain("default"))


def _send_bare(database: str, gate: Any, done: Any, share: int) -> None:
    """One process of the baseline: every second row."""
    with psycopg.connect(os.environ["HUB_TEST_DATABASE_URL"], dbname=database) as bare:
        ids = [
            row[0] for row in bare.execute("SELECT id FROM outbox_outboxmessage WHERE state = 'pending' ORDER BY id")
        ]
        row = bare.execute("SELECT id FROM django_content_type LIMIT 1").fetchone()
        bare.rollback()
        gate.wait(60)
        for pk in ids[share::WORKERS]:
            bare.execute(MARK, [pk])
            bare.execute(INSERT, [f"{pk:012}", row[0] if row else 0, pk, json.dumps({"number": pk})])
            bare.commit()
        done.put(len(ids[share::WORKERS]))


def _rate(database: str, work: Callable[..., None], *more: tuple[Any, ...]) -> float:
    """Start two processes at once and return effects per second until the last has finished."""
    context = multiprocessing.get_context("spawn")
    gate, done = context.Barrier(WORKERS + 1), context.Queue()
    jobs = [context.Process(target=work, args=(database, gate, done, *given)) for given in more]
    for job in jobs:
        job.start()
    gate.wait(60)
    begin = time.perf_counter()
    counts = [done.get(timeout=120) for _job in jobs]
    seconds = time.perf_counter() - begin
    for job in jobs:
        job.join()
    if sum(counts) != EFFECTS:
        raise RuntimeError(f"{sum(counts)} of {EFFECTS} effects were done")
    return EFFECTS / seconds


def measure() -> None:
    """Drain and send bare by turns; say the median of each."""
    from django.db import transaction  # noqa: PLC0415

    from bench._databases import fresh_database  # noqa: PLC0415
    from hub.outbox.models import OutboxMessage  # noqa: PLC0415
    from hub.outbox.services import enqueue  # noqa: PLC0415

    ours: list[float] = []
    bare: list[float] = []
    with fresh_database() as database:
        for turn in range(ROUNDS):
            for rates, work, more in (
                (ours, _drain, [()] * WORKERS),
                (bare, _send_bare, [(n,) for n in range(WORKERS)]),
            ):
                with transaction.atomic():
                    for number in range(EFFECTS):
                        key = f"{work.__name__}:{turn}:{number}"
                        enqueue(kind="bench.record", payload={"number": number}, key=key)
                rates.append(_rate(database, work, *more))
                if OutboxMessage.objects.exclude(state="done").exists():
                    raise RuntimeError("effects were left over")
    done, best = statistics.median(ours), statistics.median(bare)
    what = "effects drained by two workers on PostgreSQL"
    asked = Figure("outbox", what, done, "effects/s", ASKED, "asked for", done / ASKED, at_least=1)
    beside = Figure("outbox", what, done, "effects/s", best, "same statements sent bare by two", done / best)
    for figure in (asked, beside):
        figure.say()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.config.settings.test"
    django.setup()
    measure()
