"""Which function does which kind of effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from hub.common.registry import Registry

Effect = Literal["database", "outside"]


class HandlerFunction(Protocol):
    """An effect: ids in, one service call. `key` is the same on every retry."""

    def __call__(self, payload: dict[str, Any], *, key: str, now: datetime) -> None:
        """Do the effect; raise to have it tried again."""


class ManyFunction(Protocol):
    """Several effects of one kind in one go. It may raise after doing some: each is then done again by itself."""

    def __call__(self, payloads: Sequence[dict[str, Any]], *, now: datetime) -> None:
        """Do them all; raise to have each tried by itself."""


@dataclass(frozen=True)
class Handler:
    """A handler and where its effect lies: in this database (done and marked in one transaction, exactly once) or
    outside it (at least once, the receiver tells repeats apart by the key). A secret payload is erased once done. `many` does what waits
    together in one go: for effects outside that may be repeated and have no order among them.
    """

    function: HandlerFunction
    effect: Effect
    secret: bool
    many: ManyFunction | None = None


handlers: Registry[Handler] = Registry("outbox handlers")


def handles(
    kind: str, *, effect: Effect, secret: bool = False, many: ManyFunction | None = None
) -> Callable[[HandlerFunction], HandlerFunction]:
    """Register the decorated function as the handler of a kind.

    Raises ValueError when effects that cannot be repeated, or secret ones, are to be done in one go.
    """
    if many and (effect != "outside" or secret):
        raise ValueError(f"{kind}: only plain effects outside the database are done in one go")

    def add(function: HandlerFunction) -> HandlerFunction:
        handlers.add(kind, Handler(function, effect, secret, many))
        return function

    return add
