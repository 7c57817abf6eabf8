"""How long a listing stands, and when its owner is told that it ends."""

from __future__ import annotations

import calendar
from datetime import datetime, timedelta

# The notices before the end, in order: how long before it each is due.
NOTICES = (timedelta(days=30), timedelta(days=7), timedelta(0))


def months_later(moment: datetime, months: int) -> datetime:
    """Return the same time of day some months later; a day that the month lacks becomes its last."""
    year, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + year, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))


def stage_due(valid_until: datetime, now: datetime) -> int:
    """Return how many of the notices are due by now (0: none yet, 3: it has ended)."""
    return sum(now >= valid_until - before for before in NOTICES)
