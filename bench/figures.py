"""What a bench says: one line of JSON for each figure."""

from __future__ import annotations

import json
import math
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))


@dataclass(frozen=True)
class Figure:
    """`value` and `baseline` in `unit`; `ratio` is the figure that is judged: it holds when it is at least `at_least`
    (or at most `at_most`). None of the two means: shown, not judged.
    """

    bench: str
    what: str
    value: float
    unit: str
    baseline: float
    baseline_is: str
    ratio: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the bound is kept."""
        return (self.at_least is None or self.ratio >= self.at_least) and (
            self.at_most is None or self.ratio <= self.at_most
        )

    def say(self) -> None:
        """Print the line."""
        rounded = {k: float(f"{v:.4g}") if isinstance(v, float) else v for k, v in asdict(self).items()}
        print(json.dumps(rounded | {"holds": self.holds}), flush=True)


def p95(taken: list[float]) -> float:
    """Return the time that 95 of 100 keep, in milliseconds, of times in seconds."""
    return 1000 * sorted(taken)[math.ceil(0.95 * len(taken)) - 1]


def seconds_of(call: Callable[[], object], times: int) -> float:
    """Return the median processor seconds of one call: what the server has to do, whatever else the machine does."""
    taken = []
    for _time in range(times):
        begin = time.process_time()
        call()
        taken.append(time.process_time() - begin)
    return statistics.median(taken)
