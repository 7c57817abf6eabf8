"""Listings and enquiries in the pages of acts."""

from typing import Any

from django.urls import reverse

from hub.common.bilingual import Shown, pick
from hub.workflow.pages import ActPages, register
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.queries import enquiries_visible_to, visible_to


def _case(listing: Any) -> str:
    return reverse("ip-review", args=[listing.public_id])


def _talk(enquiry: Any) -> str:
    return str(enquiry.get_absolute_url())


def _what_was_asked_about(enquiry: Any) -> Shown:
    return pick(enquiry.listing, "title")


def _desk(listing: Any) -> str:
    return reverse("ip-review-desk")


register(
    ActPages(
        TransferListing,
        "technology",
        visible_to,
        afterwards={"start_review": _case, "return": _desk, "publish": _desk},
    )
)
register(
    ActPages(
        Enquiry,
        "enquiry",
        enquiries_visible_to,
        title=_what_was_asked_about,
        places={"answer": _talk},
    )
)
