"""How fast one person may send."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from hub.common import limits

MESSAGES_PER_MINUTE = 30
_MINUTE = 60


def seconds_to_wait(user: Any, now: datetime) -> int:
    """Count one message of a person; return 0 when it may be sent now, otherwise the seconds until it may."""
    return limits.seconds_to_wait("message", user.pk, limit=MESSAGES_PER_MINUTE, period=_MINUTE, now=now)


def too_fast_words(wait: int) -> str:
    """Return the sentence for somebody who sends too fast; `wait` is in seconds."""
    words = ngettext(
        "You are sending faster than the service accepts. Send this message again in %(seconds)s second.",
        "You are sending faster than the service accepts. Send this message again in %(seconds)s seconds.",
        wait,
    )
    return words % {"seconds": wait}
