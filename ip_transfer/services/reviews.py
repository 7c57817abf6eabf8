"""Judging a listing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from hub.activity.services import record
from hub.common.actors import Actor
from hub.listings.enums import ListingState
from hub.workflow.errors import NotAllowed, WrongState
from ip_transfer.models import TransferListing, TransferReview
from ip_transfer.rules import REVIEWER, is_reviewer


def score_listing(
    *, actor: Actor, listing: TransferListing, scores: dict[str, int], comment: str, now: datetime
) -> TransferReview:
    """Record a reviewer's scores (0-5 each) and comment. Raises NotAllowed or WrongState."""
    with transaction.atomic():
        locked = TransferListing.objects.select_for_update().get(pk=listing.pk)
        if not is_reviewer(locked, actor.user):
            raise NotAllowed([str(REVIEWER.label)])
        if locked.state != ListingState.IN_REVIEW:
            raise WrongState(locked.get_state_display())
        values: dict[str, Any] = {**scores, "comment": comment}
        review = TransferReview.objects.create(
            listing=locked,
            reviewer=actor.someone,
            round=locked.reviews.count() + 1,
            version_number=locked.version,
            created_at=now,
            **values,
        )
        record(
            actor=actor,
            verb="listing.scored",
            subject=locked,
            data={"verdict": str(review.verdict), "round": review.round},
            now=now,
        )
    return review
