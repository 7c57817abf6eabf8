"""The one door to the confidential layer."""

from __future__ import annotations

from typing import Any

from hub.accounts.queries import organisations_of
from hub.listings.enums import Layer, ListingState, Reader
from hub.listings.schema import Field
from ip_transfer.enums import OPEN_ENQUIRIES
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.rules import is_owner, judges
from ip_transfer.schema import SCHEMA

UNDER_REVIEW = (ListingState.SUBMITTED, ListingState.IN_REVIEW)


def readers_of(user: Any, listing: TransferListing) -> frozenset[Reader]:
    """Return as whom somebody reads a listing: its owner, a reviewer while it is in review, a buyer whom the owner opened it to."""
    found = set()
    if is_owner(listing, user):
        found.add(Reader.OWNER)
    if listing.state in UNDER_REVIEW and judges(listing, user):
        found.add(Reader.REVIEWER)
    if _is_let_in(user, listing):
        found.add(Reader.BUYER)
    return frozenset(found)


def _is_let_in(user: Any, listing: TransferListing) -> bool:
    mine = [o.pk for o in organisations_of(user)]
    if not mine or not listing.is_live:
        return False
    opened = Enquiry.objects.filter(listing=listing, organisation__in=mine, details_open_at__isnull=False)
    return opened.filter(state__in=OPEN_ENQUIRIES).exists()


def confidential_rows(user: Any, listing: TransferListing) -> list[tuple[Field, Any]]:
    """Return the confidential fields that somebody may read, with their values; empty ones are left out."""
    readers = readers_of(user, listing)
    if not readers:
        return []
    fields = [f for f in SCHEMA.of_layer(Layer.CONFIDENTIAL) if f.readers & readers]
    return [(f, value) for f in fields if (value := f.value(listing))]
