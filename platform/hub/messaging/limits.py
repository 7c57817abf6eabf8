"""How fast one person may send."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from hub.common import limits

MESSAGES_PER_MINUTE = 30
CONTACTS_PER_HOUR = 10
_MINUTE = 60
_HOUR = 3600


def seconds_to_wait(user: Any, now: datetime) -> int:
    """Count one message of a person; return 0 when it may be sent now, otherwise the seconds until it may."""
    return limits.seconds_to_wait("message", user.pk, limit=MESSAGES_PER_MINUTE, period=_MINUTE, now=now)


def seconds_to_wait_for_contact(user: Any, now: datetime) -> int:
    """Count one organisation that a person writes to unasked; return 0 when they may, otherwise the seconds until then."""
    return limits.seconds_to_wait("contact", user.pk, limit=CONTACTS_PER_HOUR, period=_HOUR, now=now)


def too_fast_words(wait: int) -> str:
    """Return the sentence for somebody who sends too fast; `wait` is in seconds."""
    words = ngettext(
        "You are sending faster than the service accepts. Send this message again in %(seconds)s second.",
        "You are sending faster than the service accepts. Send this message again in %(seconds)s seconds.",
        wait,
    )
    return words % {"seconds": wait}
