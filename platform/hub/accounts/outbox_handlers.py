"""Acts of this app that people are told about."""

from datetime import datetime
from typing import Any

from hub.accounts.services.anchors import tell_about_anchor
from hub.accounts.services.joining import tell_about_join
from hub.outbox.registry import handles


@handles("accounts.tell_join", effect="database")
def tell_join(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Tell those whom a request to join concerns, in each reader's language."""
    tell_about_join(public_id=payload["request"], what=payload["what"], now=now)


@handles("activity.anchored", effect="database")
def tell_anchor(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Tell auditors of the day's anchor."""
    tell_about_anchor(day=payload["day"], key=key, now=now)
