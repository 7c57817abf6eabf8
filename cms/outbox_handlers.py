"""The effect that asks other sites whether our links still lead anywhere."""

from datetime import datetime
from typing import Any

from cms.services.links import check_links, collect_links
from hub.outbox.registry import handles


@handles("cms.check_links", effect="outside")
def look_at_links(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Check those whose turn it is, for less than a minute."""
    collect_links(now=now)
    check_links(now=now, limit=40, seconds=45)
