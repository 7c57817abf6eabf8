"""How often somebody may do something: one small counter for all services, kept in the cache."""

from __future__ import annotations

import logging
from datetime import datetime

from django.core.cache import cache

log = logging.getLogger(__name__)


def seconds_to_wait(what: str, who: object, *, limit: int, period: int, now: datetime) -> int:
    """Count one act; return 0 when it may be done now, otherwise the seconds until it may.

    `limit` acts are free in each `period` (seconds). A cache that is down or forgot lets people through.
    """
    window, second = divmod(int(now.timestamp()), period)
    key = f"limit:{what}:{who}:{window}"
    try:
        cache.add(key, 0, timeout=2 * period)
        count = cache.incr(key)
    except ValueError:  # evicted between the two calls: the count begins anew
        return 0
    except Exception as error:  # noqa: BLE001 - each cache has errors of its own; a limiter may not stop the service
        log.warning("no limiter: %s", type(error).__name__)
        return 0
    return period - second if count > limit else 0
