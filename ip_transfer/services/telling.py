"""Who is told what when something happens to a listing or an enquiry. Confidential text and masked names stay out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import translation

from hub.accounts.enums import Role
from hub.accounts.models import User
from hub.accounts.queries import holders_of, members_of
from hub.messaging.queries import own_ids
from hub.notifications.services import notify
from ip_transfer.asker import asker_of
from ip_transfer.models import Enquiry, TransferListing

JUDGED = ("returned", "rejected")
TO_BUYER = ("details_opened", "qualified")


def tell_about_listing(*, what: str, public_id: str, key: str, now: datetime) -> None:
    """Tell people about a listing: submitted (to reviewers), everything else to its owners."""
    listing = TransferListing.objects.select_related("organisation").get(public_id=public_id)
    readers: Iterable[User] = holders_of(Role.REVIEWER) if what == "submitted" else members_of(listing.organisation_id)
    review = listing.reviews.order_by("-id").first() if what in JUDGED else None
    for reader in readers:
        _tell(what, reader, listing, {"listing": listing, "review": review}, key, now)


def tell_about_enquiry(*, what: str, public_id: str, key: str, now: datetime) -> None:
    """Tell people about an enquiry: the owners of the listing, the buyer, or (escalated) the review desk."""
    enquiry = Enquiry.objects.select_related("listing", "organisation", "conversation").get(public_id=public_id)
    readers: Iterable[User] = members_of(enquiry.listing.organisation_id)
    if what in TO_BUYER:
        readers = members_of(enquiry.organisation_id)
    elif what == "escalated":
        readers = holders_of(Role.REVIEWER)
    for reader in readers:
        context = {"enquiry": enquiry, "listing": enquiry.listing, "asker": _asker(enquiry, reader)}
        _tell(what, reader, enquiry, context, key, now)


def _asker(enquiry: Enquiry, reader: User) -> str:
    """Return the buyer's name as this reader may know it, in their language."""
    with translation.override(reader.language):
        return asker_of(enquiry, own_ids(reader)).text


def _tell(what: str, reader: User, subject: Model, context: dict[str, Any], key: str, now: datetime) -> None:
    notify(kind=f"listing.{what}", reader=reader, subject=subject, context=context, key=key, now=now)
