"""Who asks, as a reader may know it."""

from __future__ import annotations

from collections.abc import Set

from hub.common.bilingual import Shown
from hub.messaging.rules import name_for
from ip_transfer.models import Enquiry


def asker_of(enquiry: Enquiry, own: Set[int]) -> Shown:
    """Return the buyer's name for a reader who belongs to the organisations `own`: masked while it keeps its name back.

    Never print `enquiry.organisation` to the other side: this is the one place that knows what may be shown.
    """
    if enquiry.conversation is None:
        raise LookupError("an enquiry without its conversation has no asker to show")
    sides = enquiry.conversation.participants.all()
    return name_for(next(p for p in sides if p.organisation_id == enquiry.organisation_id), own)
