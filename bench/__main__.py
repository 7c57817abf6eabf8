"""Runs every bench (or those named) in a process of its own and prints its figures. Exit code 1 when a bound is not kept.

usage: python -m bench [NAME ...]        BENCH_ROUNDS=7 sets how often figure and baseline are measured in turn

Those that take long run only when they are named.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pkgutil import iter_modules

import bench

NO_BENCH = {"__main__", "figures"}
WHEN_NAMED = {"search_large"}  # builds an index of a million documents


def names() -> list[str]:
    """Return the benches that there are."""
    return sorted(m.name for m in iter_modules(bench.__path__) if m.name not in NO_BENCH and not m.name.startswith("_"))


def _run(name: str) -> subprocess.CompletedProcess[str]:
    """Run one bench with the embedded default in an empty folder; it may look for HUB_TEST_* by itself."""
    unwanted = ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL")
    with tempfile.TemporaryDirectory() as var:
        env = {k: v for k, v in os.environ.items() if k not in unwanted}
        env |= {"HUB_VAR": var, "DJANGO_SETTINGS_MODULE": "hub.config.settings.dev"}
        command = [sys.executable, "-m", f"bench.{name}"]
        return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=env)


def main(asked: list[str]) -> int:
    """Run them, one after the other."""
    unknown = set(asked) - set(names())
    if unknown:
        print(f"no such bench: {', '.join(sorted(unknown))}; there are: {', '.join(names())}", file=sys.stderr)
        return 2
    failed = False
    for name in asked or [name for name in names() if name not in WHEN_NAMED]:
        done = _run(name)
        figures = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        failed |= done.returncode != 0 or not figures
        for figure in figures:
            bound = figure["at_least"] if figure["at_least"] is not None else figure["at_most"]
            sign = "≥" if figure["at_least"] is not None else "≤"
            verdict = "shown" if bound is None else f"{sign} {bound:g} {'held' if figure['holds'] else 'NOT HELD'}"
            failed |= not figure["holds"]
            print(
                f"{figure['what']}: {figure['value']:g} {figure['unit']}, {figure['baseline_is']} "
                f"{figure['baseline']:g}; ratio {figure['ratio']:g} ({verdict})"
            )
        if done.returncode:
            print(f"bench {name} ended with {done.returncode}", file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
