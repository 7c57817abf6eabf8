"""Who reads the history of a listing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.activity.histories import Seen, history_of_model
from ip_transfer.models import TransferListing
from ip_transfer.rules import is_owner, is_publisher, is_reviewer

REVIEW_DESK = _("Review desk")
JUDGED = ("review_started", "scored", "held", "rejected", "published", "changes_published")


@history_of_model("ip_transfer.transferlisting", desks={f"listing.{verb}": REVIEW_DESK for verb in JUDGED})
def seen_by(listing: TransferListing, user: Any) -> Seen:
    """Its owners, reviewers and publishers read every act; others none."""
    inside = any(rule(listing, user) for rule in (is_owner, is_reviewer, is_publisher))
    return Seen.EVERYTHING if inside else Seen.NOTHING
