"""The two tasks that Celery knows."""

from celery import shared_task

from hub.outbox.clock import ticks
from hub.outbox.services import drain


@shared_task(name="hub.outbox.drain")
def drain_queue(queue: str) -> int:
    """Do what is due in one queue."""
    return drain(queue)


@shared_task(name="hub.outbox.tick")
def tick() -> int:
    """The clock: run every registered chore, then do whatever is due in any queue."""
    for entry in ticks:
        entry()
    return drain()
