"""Listings and enquiries in the pages of acts."""

from typing import Any

from django.urls import reverse

from hub.workflow.pages import ActPages, register
from ip_transfer.asked_about import title_asked_about
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.queries import enquiries_visible_to, visible_to


def _page(name: str) -> Any:
    return lambda listing: reverse(name, args=[listing.public_id])


def _talk(enquiry: Any) -> str:
    return str(enquiry.get_absolute_url())


def _desk(listing: Any) -> str:
    return reverse("ip-review-desk")


def _revised(listing: Any) -> str:
    return str(listing.revises.get_absolute_url())


register(
    ActPages(
        TransferListing,
        "technology",
        visible_to,
        places={"submit": _page("ip-check"), "renew": _page("ip-renew")},
        afterwards={
            "start_review": _page("ip-review"),
            "hold": _desk,
            "reject": _desk,
            "publish": _desk,
            "publish_changes": _desk,
            "discard": _revised,
        },
        todo_at={step: _page("ip-review") for step in ("start_review", "hold", "publish", "publish_changes")},
    )
)
register(
    ActPages(
        Enquiry,
        "enquiry",
        enquiries_visible_to,
        title=title_asked_about,
        places={"answer": _talk},
    )
)
