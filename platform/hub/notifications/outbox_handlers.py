"""The effect that sends mail. Its payload is erased once sent: mails carry codes."""

import hashlib
from datetime import datetime
from typing import Any

from hub.notifications.services import deliver
from hub.outbox.registry import handles


@handles("mail.send", effect="outside", secret=True)
def send(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Send one mail; the key gives it its Message-ID."""
    message_id = f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@hub>"
    deliver(
        to=payload["to"],
        subject=payload["subject"],
        body=payload["body"],
        language=payload["language"],
        message_id=message_id,
        unsubscribe_url=payload.get("unsubscribe_url", ""),
    )
