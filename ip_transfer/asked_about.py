"""What an enquiry is about, as a reader may know it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext

from hub.common.bilingual import Shown, pick
from hub.common.languages import html_lang
from hub.listings.enums import ListingState
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.rules import is_owner


def may_know(listing: TransferListing, user: Any) -> bool:
    """Whether somebody who asked about a listing may read its text as it is now: it is public, or their own."""
    return listing.state == ListingState.PUBLISHED or is_owner(listing, user)


def title_asked_about(enquiry: Enquiry, user: Any) -> Shown:
    """Return the title of the listing that an enquiry is about; words in its place while this reader may not know it: its
    owner may be writing it anew.
    """
    if may_know(enquiry.listing, user):
        return pick(enquiry.listing, "title")
    return Shown(gettext("A listing that is not public at the moment"), html_lang(get_language() or "en"), False)
