"""From a change to the search: how many documents a second go through the outbox, and how soon a change is found.

A document is written by `search.services.index` in the transaction of its change; the effects wait in the outbox; a worker
drains them into the engines. Once with the embedded default (SQLite, tantivy), once scaled out (PostgreSQL, Elasticsearch
and the embedded index that follows beside it, both written). Then the worker and the clock run in this process as
`manage.py serve` runs them, and the time from the commit to the first search that finds the document is taken.
The embedded mode happens in one process and is taken in seconds of the processor, all threads of the index together; the other by
the clock on the wall, and so is the delay. BENCH_DOCUMENTS writes fewer for a quick look.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from bench.figures import Figure, p95

DOCUMENTS = int(os.environ.get("BENCH_DOCUMENTS", "10000"))
TOGETHER = 100  # documents that one transaction writes
CHANGES = 40
ASKED = 1000.0
SECONDS = 2.0
PATIENCE = 30.0
CLOCKS = {"embedded": time.process_time, "elasticsearch": time.perf_counter}
WHERE = {
    "embedded": ("hub.config.settings.dev", "the embedded engine"),
    "elasticsearch": ("hub.config.settings.test", "Elasticsearch and the embedded engine beside it"),
}


def _write(documents: int, clock: Callable[[], float]) -> float:
    """Write that many standards into the search, as their services do; return the seconds it took."""
    from django.db import transaction  # noqa: PLC0415 - only after set-up

    from bench import _texts  # noqa: PLC0415
    from bench._site import standard_of  # noqa: PLC0415
    from hub.standards.models import Standard  # noqa: PLC0415
    from search.services import index  # noqa: PLC0415

    rows = [standard_of(at, made) for at, made in enumerate(_texts.documents(0, documents))]
    Standard.objects.bulk_create(rows, batch_size=500)
    begin = clock()
    for first in range(0, documents, TOGETHER):
        with transaction.atomic():
            for row in rows[first : first + TOGETHER]:
                index(row)
    return clock() - begin


def _measure_rate(name: str) -> None:
    from hub.outbox.models import OutboxMessage  # noqa: PLC0415
    from hub.outbox.services import drain  # noqa: PLC0415
    from search.engines import followers, get_engine  # noqa: PLC0415

    for follower in followers():
        get_engine(follower).rebuild([])
    clock = CLOCKS[name]
    written = _write(DOCUMENTS, clock)
    begin = clock()
    drain("search", limit=10 * DOCUMENTS)
    drained = clock() - begin
    if OutboxMessage.objects.filter(queue="search").exclude(state="done").exists():
        raise RuntimeError("effects were left over")
    what = f"documents from the outbox into {WHERE[name][1]}"
    rate = DOCUMENTS / drained
    Figure("indexing", what, rate, "documents/s", ASKED, "asked for", rate / ASKED, at_least=1).say()
    rate = DOCUMENTS / written
    what = f"documents written with their effects, {TOGETHER} in a transaction"
    Figure("indexing", what, rate, "documents/s", DOCUMENTS / drained, "drained", written / drained).say()


def _found_after(at: int) -> float:
    """Change a title, commit, and return the seconds until the search finds it."""
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from hub.standards.models import Standard  # noqa: PLC0415
    from search.queries import find  # noqa: PLC0415
    from search.services import index  # noqa: PLC0415

    standard, word = Standard.objects.get(pk=at + 1), f"changed{at}x"
    standard.title_en = f"Battery {word}"
    with transaction.atomic():
        standard.save()
        index(standard)
    begin = time.perf_counter()
    while time.perf_counter() - begin < PATIENCE:
        if find(text=word, user=AnonymousUser(), audiences=frozenset({"public"}), language="en").total:
            return time.perf_counter() - begin
        time.sleep(0.01)
    raise RuntimeError(f"a change was not found within {PATIENCE:g} s")


def _measure_delay(name: str) -> None:
    from hub.common.management.commands.serve import Command  # noqa: PLC0415

    settings.HUB_OUTBOX_WAKE = "celery"
    Command()._start_jobs()  # noqa: SLF001 - the very worker and clock of `manage.py serve`
    _found_after(0)
    dice, taken = random.Random(3), []
    for at in range(1, CHANGES + 1):
        time.sleep(dice.random() / 2)
        taken.append(_found_after(at))
    delay = p95(taken) / 1000
    what = f"p95 from the commit until it is found in {WHERE[name][1].partition(' and ')[0]}"
    Figure("indexing", what, delay, "s", SECONDS, "asked for", delay / SECONDS, at_most=1).say()


def _measure(name: str) -> None:
    """Measure one mode, in a process of its own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = WHERE[name][0]
    django.setup()
    from bench._databases import fresh_database  # noqa: PLC0415
    from search.engines import get_engine  # noqa: PLC0415

    with ExitStack() as stack:
        if name == "elasticsearch":
            stack.enter_context(fresh_database())
            own = f"bench-{os.getpid()}"
            settings.HUB_SEARCH_PREFIX, settings.HUB_SEARCH_INDEX_DIR = own, Path(settings.HUB_VAR) / own
            engine: Any = get_engine(name)
            stack.callback(engine.remove)
        else:
            call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)  # the clock draws pages
        settings.HUB_OUTBOX_WAKE = "none"
        _measure_rate(name)
        _measure_delay(name)
        logging.disable()  # worker and clock go on until the process ends, their database is gone before


def main() -> int:
    """Measure both modes; Elasticsearch where bin/services started one."""
    wanted = ["embedded"]
    missing = [name for name in ("HUB_TEST_DATABASE_URL", "HUB_TEST_ELASTICSEARCH_URL") if not os.environ.get(name)]
    if missing:
        print(f"{', '.join(missing)} not set: Elasticsearch was NOT measured", file=sys.stderr)
    else:
        wanted.append("elasticsearch")
    codes = []
    for name in wanted:
        job = multiprocessing.get_context("spawn").Process(target=_measure, args=(name,))
        job.start()
        job.join()
        codes.append(job.exitcode or 0)
    return int(any(codes) or bool(missing))


if __name__ == "__main__":
    sys.exit(main())
