"""The life of a listing and of an enquiry."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.common.actors import Actor
from hub.listings.enums import ListingState as S
from hub.listings.rules import passes
from hub.outbox.services import enqueue
from hub.workflow.machine import Guard, Machine, Text, Transition, register
from ip_transfer.enums import EnquiryState
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.rules import BUYER, OWNER, PUBLISHER, REVIEWER, SELLER
from search.services import index


def _no_standard(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    return None if listing.standard_links.exists() else _("Link it to at least one standard.")


def _no_summary(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    return None if listing.summary_en or listing.summary_zh else _("Write a summary in at least one language.")


def _not_passed(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    review = (
        listing.reviews.filter(created_at__gte=listing.submitted_at).order_by("-id").first()
        if listing.submitted_at
        else None
    )
    if review is None:
        return _("Score it first.")
    return (
        None
        if passes(review.scores.values())
        else _("The scores are too low: a mean of at least 3 and no score below 2 are needed.")
    )


def _not_scored(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    scored = listing.reviews.filter(created_at__gte=listing.submitted_at).exists()
    return None if scored else _("Score it first: the owner needs your comment.")


def _stamp(field: str) -> Any:
    def effect(listing: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
        setattr(listing, field, now)
        listing.save(update_fields=[field])

    return effect


def _reindex(listing: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    index(listing)


def _tell(kind: str) -> Any:
    def effect(listing: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
        key = f"{kind}:{listing.public_id}:{now.isoformat()}"
        enqueue(kind="ip_transfer.tell", payload={"what": kind, "listing": listing.public_id}, key=key, queue="mail")

    return effect


LISTING = register(
    Machine(
        TransferListing,
        (
            Transition(
                "submit",
                (S.DRAFT,),
                S.SUBMITTED,
                (OWNER,),
                _("Submit for review"),
                "listing.submitted",
                (Guard("summary", _no_summary), Guard("standard", _no_standard)),
                (_stamp("submitted_at"), _tell("submitted")),
                article="transfer-rules/3",
                primary=True,
            ),
            Transition("take_back", (S.SUBMITTED,), S.DRAFT, (OWNER,), _("Take back to draft"), "listing.taken_back"),
            Transition(
                "start_review",
                (S.SUBMITTED,),
                S.IN_REVIEW,
                (REVIEWER,),
                _("Start the review"),
                "listing.review_started",
                primary=True,
            ),
            Transition(
                "return",
                (S.IN_REVIEW,),
                S.DRAFT,
                (REVIEWER, PUBLISHER),
                _("Return for changes"),
                "listing.returned",
                (Guard("scored", _not_scored),),
                (_tell("returned"),),
                article="transfer-rules/5",
            ),
            Transition(
                "publish",
                (S.IN_REVIEW,),
                S.PUBLISHED,
                (PUBLISHER,),
                _("Publish"),
                "listing.published",
                (Guard("review", _not_passed),),
                (_stamp("published_at"), _reindex, _tell("published")),
                article="transfer-rules/5",
                primary=True,
            ),
            Transition(
                "withdraw",
                (S.PUBLISHED,),
                S.WITHDRAWN,
                (OWNER, PUBLISHER),
                _("Withdraw"),
                "listing.withdrawn",
                (),
                (_reindex,),
                explain=_(
                    "It disappears from search and from the standard’s page at once. To publish it again, it goes through review again."
                ),
                danger=True,
            ),
            Transition("revise", (S.WITHDRAWN,), S.DRAFT, (OWNER,), _("Revise"), "listing.revised"),
        ),
    )
)

ENQUIRY = register(
    Machine(
        Enquiry,
        (
            Transition(
                "answer",
                (EnquiryState.NEW,),
                EnquiryState.ANSWERED,
                (SELLER,),
                _("Answer"),
                "enquiry.answered",
                (),
                (_stamp("answered_at"),),
                article="transfer-rules/6",
            ),
            Transition(
                "close",
                (EnquiryState.NEW, EnquiryState.ANSWERED),
                EnquiryState.CLOSED,
                (BUYER, SELLER),
                _("Close the enquiry"),
                "enquiry.closed",
            ),
        ),
    )
)
