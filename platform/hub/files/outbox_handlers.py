"""The effect that asks the virus scanner."""

from datetime import datetime
from typing import Any

from hub.files.services import scan_file
from hub.outbox.registry import handles


@handles("files.scan", effect="outside")
def scan(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Have one file scanned; it stays in quarantine while no scanner answers."""
    scan_file(public_id=payload["file"], now=now)
