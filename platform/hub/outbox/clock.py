"""Chores of the clock: small functions that upper apps register to be run every few seconds."""

from collections.abc import Callable

from hub.common.registry import Registry

ticks: Registry[Callable[[], object]] = Registry("chores of the clock")


def every_tick(name: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register the decorated function as a chore; it must be quick and safe to run twice."""

    def add(function: Callable[[], object]) -> Callable[[], object]:
        return ticks.add(name, function)

    return add
