"""Decisions that reporters are told about."""

from datetime import datetime
from typing import Any

from hub.corrections.services import tell_reporter
from hub.outbox.registry import handles


@handles("corrections.decided", effect="database")
def decided(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Tell the reporter."""
    tell_reporter(public_id=payload["correction"], key=key, now=now)
