"""The chain's anchors go into a file outside the database, one line a day."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from hub.outbox.registry import handles


@handles("activity.anchor", effect="outside")
def write_anchor(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Add a line to the file unless it is there already."""
    file = Path(settings.HUB_ANCHOR_FILE)
    file.parent.mkdir(parents=True, exist_ok=True)
    line = f"{payload['line']}\n"
    if file.exists() and line in file.read_text(encoding="utf-8"):
        return
    with file.open("a", encoding="utf-8") as lines:
        lines.write(line)
