"""Acts of this app that people are told about."""

from datetime import datetime
from typing import Any

from hub.outbox.registry import handles
from ip_transfer.services.telling import tell_about_enquiry, tell_about_listing


@handles("ip_transfer.tell", effect="database")
def tell(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Tell those whom one occasion concerns, each in their language."""
    if "enquiry" in payload:
        tell_about_enquiry(what=payload["what"], public_id=payload["enquiry"], key=key, now=now)
    else:
        tell_about_listing(what=payload["what"], public_id=payload["listing"], key=key, now=now)
