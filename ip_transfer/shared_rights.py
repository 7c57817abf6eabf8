"""A right that several listings offer keeps the facts that each of them was reviewed with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.listings.enums import ListingState
from hub.workflow.machine import Text
from ip_transfer.models import IPAsset, TransferListing

# What readers know a right by; the evidence of its status is the review desk's, and may be renewed at any time.
FACTS = (
    "kind", "office", "number", "number_key", "application_number", "application_key", "legal_status", "legal_status_at",
    "filed_date", "granted_date", "expires_date", "owners", "encumbrances", "ipc",
)  # fmt: skip
REVIEWED_ELSEWHERE = _(
    "Another listing of this right was submitted with its present kind, number and status: they cannot change here."
)


def is_reviewed_elsewhere(asset: IPAsset, listing_id: int) -> bool:
    """Whether another listing than this one was submitted with the facts of the right as they are."""
    return asset.listings.exclude(pk=listing_id).exclude(state=ListingState.DRAFT).exists()


def clash_of_changes(revision: TransferListing) -> Text | None:
    """Return why changes to a public listing cannot be taken over: it is no longer public, or another listing or right of
    the organisation stands against the facts they propose. None when they can, and for what is no revision.
    """
    public: Any = revision.revises
    if public is None:
        return None
    if not public.is_live:
        return _("The listing to be changed is not public at the moment.")
    proposed, kept = revision.asset, public.asset
    if any(getattr(proposed, name) != getattr(kept, name) for name in FACTS):
        if is_reviewed_elsewhere(kept, public.pk):
            return REVIEWED_ELSEWHERE
        own = IPAsset.objects.filter(organisation=revision.organisation_id, proposal_for=None).exclude(pk=kept.pk)
        if proposed.number and own.filter(number=proposed.number).exists():
            return _("Another right of your organisation has this number.")
    return None
