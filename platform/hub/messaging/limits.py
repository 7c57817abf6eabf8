"""How fast one person may send."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.utils.translation import ngettext

MESSAGES_PER_MINUTE = 30
_MINUTE = 60


def seconds_to_wait(user: Any, now: datetime) -> int:
    """Count one message of a person; return 0 when it may be sent now, otherwise the seconds until it may."""
    minute, second = divmod(int(now.timestamp()), _MINUTE)
    key = f"messaging.sent:{user.pk}:{minute}"
    cache.add(key, 0, timeout=2 * _MINUTE)
    try:
        sent = cache.incr(key)
    except ValueError:  # evicted between the two calls: the count begins anew
        return 0
    return _MINUTE - second if sent > MESSAGES_PER_MINUTE else 0


def too_fast_words(wait: int) -> str:
    """Return the sentence for somebody who sends too fast; `wait` is in seconds."""
    words = ngettext(
        "You are sending faster than the service accepts. Send this message again in %(seconds)s second.",
        "You are sending faster than the service accepts. Send this message again in %(seconds)s seconds.",
        wait,
    )
    return words % {"seconds": wait}
