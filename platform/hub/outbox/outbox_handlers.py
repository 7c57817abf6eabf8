"""The kernel's own effect: poke open sockets."""

from datetime import datetime
from typing import Any

from hub.common.realtime import poke
from hub.outbox.registry import handles


@handles("realtime.poke", effect="outside")
def poke_group(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Tell the sockets of a group to look at the database."""
    poke(payload["group"], payload["message"])
