"""The two tasks that Celery knows."""

import logging

from celery import shared_task

from hub.outbox.clock import ticks
from hub.outbox.services import drain

log = logging.getLogger(__name__)


@shared_task(name="hub.outbox.drain")
def drain_queue(queue: str) -> int:
    """Do what is due in one queue."""
    return drain(queue)


@shared_task(name="hub.outbox.tick")
def tick() -> int:
    """The clock: do whatever is due in any queue, then run every chore; one that fails does not stop the others."""
    done = drain()
    for chore in ticks:
        try:
            chore()
        except Exception:
            log.exception("a chore of the clock failed: %s", getattr(chore, "__qualname__", chore))
    return done
