"""Who reads the history of a listing."""

from typing import Any

from hub.activity.histories import Seen, history_of_model
from ip_transfer.models import TransferListing
from ip_transfer.rules import is_owner, is_publisher, is_reviewer


@history_of_model("ip_transfer.transferlisting")
def seen_by(listing: TransferListing, user: Any) -> Seen:
    """Its owners, reviewers and publishers read every act; others none."""
    inside = any(rule(listing, user) for rule in (is_owner, is_reviewer, is_publisher))
    return Seen.EVERYTHING if inside else Seen.NOTHING
