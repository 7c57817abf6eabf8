"""Announce a committed effect. Only a speed-up: the clock finds what no announcement reached."""

import logging

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def wake(queue: str) -> None:
    """Ask a worker of that queue to drain it; a broker that is down is no reason to fail the request."""
    if settings.HUB_OUTBOX_WAKE != "celery":
        return
    try:
        current_app.send_task("hub.outbox.drain", args=[queue], queue=queue, retry=False, expires=60)
    except (OperationalError, OSError) as error:
        log.warning("no broker to wake %s: %s", queue, type(error).__name__)
