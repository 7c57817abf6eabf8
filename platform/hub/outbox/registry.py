"""Which function does which kind of effect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from hub.common.registry import Registry

Effect = Literal["database", "outside"]


class HandlerFunction(Protocol):
    """An effect: ids in, one service call. `key` is the same on every retry."""

    def __call__(self, payload: dict[str, Any], *, key: str, now: datetime) -> None:
        """Do the effect; raise to have it tried again."""


@dataclass(frozen=True)
class Handler:
    """A handler and where its effect lies: in this database (done and marked in one transaction, exactly once) or
    outside it (at least once, the receiver tells repeats apart by the key). A secret payload is erased once done.
    """

    function: HandlerFunction
    effect: Effect
    secret: bool


handlers: Registry[Handler] = Registry("outbox handlers")


def handles(kind: str, *, effect: Effect, secret: bool = False) -> Callable[[HandlerFunction], HandlerFunction]:
    """Register the decorated function as the handler of a kind."""

    def add(function: HandlerFunction) -> HandlerFunction:
        handlers.add(kind, Handler(function, effect, secret))
        return function

    return add
