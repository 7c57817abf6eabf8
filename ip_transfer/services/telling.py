"""Who is told what when something happens to a listing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from hub.accounts.enums import Role
from hub.accounts.models import User
from hub.accounts.queries import holders_of, members_of
from hub.notifications.services import notify
from ip_transfer.models import Enquiry, TransferListing


def tell_about_listing(*, what: str, public_id: str, key: str, now: datetime) -> None:
    """Tell people about a listing: submitted (to reviewers), returned and published (to its owners)."""
    listing = TransferListing.objects.select_related("organisation").get(public_id=public_id)
    readers: Iterable[User] = holders_of(Role.REVIEWER) if what == "submitted" else members_of(listing.organisation_id)
    review = listing.reviews.order_by("-id").first() if what == "returned" else None
    _tell(what, readers, listing, {"listing": listing, "review": review}, key, now)


def tell_about_enquiry(*, public_id: str, key: str, now: datetime) -> None:
    """Tell the owners of a listing that was asked about."""
    enquiry = Enquiry.objects.select_related("listing", "organisation", "conversation").get(public_id=public_id)
    readers = members_of(enquiry.listing.organisation_id)
    _tell("enquiry", readers, enquiry, {"enquiry": enquiry, "listing": enquiry.listing}, key, now)


def _tell(what: str, readers: Iterable[User], subject: Model, context: dict[str, Any], key: str, now: datetime) -> None:
    for reader in readers:
        notify(kind=f"listing.{what}", reader=reader, subject=subject, context=context, key=key, now=now)
