"""Who is told what by mail when something happens to a listing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hub.accounts.enums import Role
from hub.accounts.models import User
from hub.accounts.queries import holders_of, members_of
from hub.notifications.services import notify_by_mail
from ip_transfer.models import Enquiry, TransferListing


def tell_about_listing(*, what: str, public_id: str, key: str) -> None:
    """Write the mails about a listing: submitted (to reviewers), returned and published (to its owners)."""
    listing = TransferListing.objects.select_related("organisation").get(public_id=public_id)
    readers: Iterable[User] = holders_of(Role.REVIEWER) if what == "submitted" else members_of(listing.organisation_id)
    review = listing.reviews.order_by("-id").first() if what == "returned" else None
    _mail(what, readers, {"listing": listing, "review": review}, key)


def tell_about_enquiry(*, public_id: str, key: str) -> None:
    """Write the mails to the owners of a listing that was asked about."""
    enquiry = Enquiry.objects.select_related("listing", "organisation", "conversation").get(public_id=public_id)
    _mail("enquiry", members_of(enquiry.listing.organisation_id), {"enquiry": enquiry, "listing": enquiry.listing}, key)


def _mail(what: str, readers: Iterable[User], context: dict[str, Any], key: str) -> None:
    for reader in readers:
        notify_by_mail(
            kind=f"listing.{what}",
            user=reader,
            template=f"ip_transfer/mail/{what}",
            context=context,
            key=f"{key}:{reader.public_id}",
        )
