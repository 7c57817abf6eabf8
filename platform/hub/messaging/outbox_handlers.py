"""The effect that tells people by mail what they have not read."""

from datetime import datetime
from typing import Any

from hub.messaging.services import mail_unread
from hub.outbox.registry import handles


@handles("conversation.mail", effect="database")
def mail(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Write one mail to each member of a participant who has unread messages."""
    mail_unread(participant_id=payload["participant"], key=key, now=now)
