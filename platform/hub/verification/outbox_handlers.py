"""Steps of cases that people are told about."""

from datetime import datetime
from typing import Any

from hub.outbox.registry import handles
from hub.verification.services.telling import tell_about_case


@handles("verification.tell", effect="database")
def tell(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Tell those whom a step concerns, in each reader's language."""
    tell_about_case(what=payload["what"], public_id=payload["case"], key=key, now=now)
