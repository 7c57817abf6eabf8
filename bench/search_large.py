"""Whole sentences with two facets, asked of a million documents on the embedded engine: seconds of the processor, and memory.

A process of its own answers; its greatest memory is what the system says of it (peak resident set). Building the million takes
some minutes: name a folder in HUB_BENCH_CACHE to keep it. Not part of a plain `make bench`.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import statistics
import sys
import time
from typing import Any

from bench import _texts
from bench._site import AUDIENCES, fill, set_up
from bench.figures import Figure, p95

DOCUMENTS = int(os.environ.get("BENCH_DOCUMENTS", "1000000"))
QUESTIONS, ROUNDS = 100, 5
MOST_MS = 150.0
MOST_GIB = 1.5
FACETS = {"status": ("in-force",), "ics": ("01", "11", "36", "41", "66", "91")}


def _ask(text: str, language: str) -> Any:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 - only after set-up

    from search.queries import find  # noqa: PLC0415

    return find(
        text=text,
        user=AnonymousUser(),
        audiences=AUDIENCES,
        language=language,
        types=("standard",),
        facets=FACETS,
    )


def _answer() -> None:
    """Answer every sentence some times; say how long it took and how much memory this process came to need."""
    set_up("search_large")
    asked = [(text, "zh-hans" if at % 2 else "en") for at, text in enumerate(_texts.sentences(QUESTIONS))]
    totals = [_ask(*one).total for one in asked]
    if not all(totals):
        raise RuntimeError("a sentence found nothing")
    times: list[list[float]] = [[] for _one in asked]
    for _round in range(ROUNDS):
        for at, one in enumerate(asked):
            begin = time.process_time()
            _ask(*one)
            times[at].append(time.process_time() - begin)
    taken = [statistics.median(each) for each in times]
    what = f"p95 of sentences with two facets to {DOCUMENTS:,} documents, embedded"
    Figure("search_large", what, p95(taken), "ms", MOST_MS, "asked for", p95(taken) / MOST_MS, at_most=1).say()
    median = 1000 * statistics.median(taken)
    Figure("search_large", f"median of the same, {statistics.median(totals):,.0f} hits", median, "ms", MOST_MS,
           "asked of the p95", median / MOST_MS).say()  # fmt: skip
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    what = "memory of the process that answers"
    Figure("search_large", what, memory, "GiB", MOST_GIB, "asked for", memory / MOST_GIB, at_most=1).say()


def main() -> int:
    """Fill the site, unless it is kept, and let another process answer."""
    set_up("search_large")
    seconds = fill(DOCUMENTS, ["embedded"])
    print(f"the site was ready after {seconds:.0f} s", file=sys.stderr)
    job = multiprocessing.get_context("spawn").Process(target=_answer)
    job.start()
    job.join()
    return job.exitcode or 0


if __name__ == "__main__":
    sys.exit(main())
