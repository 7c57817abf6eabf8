"""Who may open the data sheet of a listing: whoever may see the listing."""

from typing import Any

from django.db.models import Q

from hub.accounts.enums import Role
from hub.accounts.queries import belongs_to, has_role
from hub.files.access import files_of
from ip_transfer.models import IPAsset, TransferListing
from ip_transfer.queries import visible_to
from ip_transfer.queries.confidential import UNDER_REVIEW


@files_of("ip_transfer.transferlisting")
def may_open(listing: TransferListing, user: Any) -> bool:
    """Follow the gate of the listing itself."""
    return visible_to(user).filter(pk=listing.pk).exists()


@files_of("ip_transfer.ipasset")
def may_open_evidence(asset: IPAsset, user: Any) -> bool:
    """The owner of the right, and the review desk while a listing of it, or changes to one, are in review."""
    if belongs_to(user, asset.organisation_id):
        return True
    of_right = Q(asset=asset) | Q(asset__proposal_for=asset)
    under_review = TransferListing.objects.filter(of_right, state__in=UNDER_REVIEW)
    return has_role(user, Role.REVIEWER, Role.PUBLISHER) and under_review.exists()
