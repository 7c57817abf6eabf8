"""Who did what Wagtail reports: the person in its admin, the clock for what was scheduled, the system otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail.log_actions import get_active_log_context

from hub.common.actors import Actor

_clock: ContextVar[bool] = ContextVar("pages_by_the_clock", default=False)


@contextmanager
def by_the_clock() -> Iterator[None]:
    """Attribute what happens inside to the clock."""
    token = _clock.set(True)
    try:
        yield
    finally:
        _clock.reset(token)


def current_actor(user: Any = None) -> Actor:
    """Return the author of the running act: this person, else the one at work in the admin, else clock or system."""
    person = user or get_active_log_context().user
    if person is not None:
        return Actor.person(person)
    return Actor.clock() if _clock.get() else Actor.system()
