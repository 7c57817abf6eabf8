"""The two tasks that Celery knows."""

import logging
import threading
from collections import defaultdict

from celery import shared_task
from django.utils import timezone

from hub.outbox.clock import ticks
from hub.outbox.queries import list_due_queues
from hub.outbox.services import drain
from hub.outbox.wake import wake

log = logging.getLogger(__name__)
_one_at_a_time: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_asked_again: set[str] = set()


@shared_task(name="hub.outbox.drain")
def drain_queue(queue: str) -> int:
    """Do what is due in one queue. A process drains each queue in one thread at a time: a slow mail server takes one
    thread, not all; who comes meanwhile asks that one to look again.
    """
    done = 0
    _asked_again.add(queue)
    while queue in _asked_again and _one_at_a_time[queue].acquire(blocking=False):
        try:
            _asked_again.discard(queue)
            done += drain(queue)
        finally:
            _one_at_a_time[queue].release()
    return done


@shared_task(name="hub.outbox.tick")
def tick() -> None:
    """The clock: announce each queue in which something is due, then run every chore; one that fails does not stop the others."""
    for queue in list_due_queues(timezone.now()):
        wake(queue)
    for chore in ticks:
        try:
            chore()
        except Exception:
            log.exception("a chore of the clock failed: %s", getattr(chore, "__qualname__", chore))
