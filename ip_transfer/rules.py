"""Who somebody is towards a listing or an enquiry."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import Role
from hub.accounts.queries import belongs_to, has_role
from hub.listings.enums import Verdict
from hub.workflow.machine import Who


def is_owner(listing: Any, user: Any) -> bool:
    """Whether somebody belongs to the organisation that offers it."""
    return belongs_to(user, listing.organisation_id)


def is_reviewer(listing: Any, user: Any) -> bool:
    """Whether somebody reviews listings, and neither their own organisation's nor one that they wrote."""
    return has_role(user, Role.REVIEWER) and not is_owner(listing, user) and listing.acted_by_id != user.pk


def is_publisher(listing: Any, user: Any) -> bool:
    """Whether somebody publishes listings, and neither wrote this one nor judged it in this round: author, reviewer and
    publisher are three people.
    """
    if not has_role(user, Role.PUBLISHER) or is_owner(listing, user) or listing.acted_by_id == user.pk:
        return False
    return listing.submitted_at is None or not reviews_of_round(listing).filter(reviewer_id=user.pk).exists()


def reviews_of_round(listing: Any) -> Any:
    """Return the reviews since the listing was last submitted."""
    return (
        listing.reviews.filter(created_at__gte=listing.submitted_at) if listing.submitted_at else listing.reviews.none()
    )


def verdict_of_round(listing: Any) -> Verdict | None:
    """Return what the last scores since the listing was submitted come to, or None when nobody scored it."""
    review = reviews_of_round(listing).order_by("-id").first()
    return review.verdict if review else None


def judges(listing: Any, user: Any) -> bool:
    """Whether somebody sits at the desk for this listing: reviews or publishes, and it is not their organisation's."""
    return has_role(user, Role.REVIEWER, Role.PUBLISHER) and not is_owner(listing, user)


OWNER = Who("owner", _("members of the organisation that offers it"), is_owner)
# A revision holds changes to a listing that stays public: it can be sent to review, not paused or withdrawn by itself.
LISTING_OWNER = Who(
    "owner", _("members of the organisation that offers it"), lambda o, user: is_owner(o, user) and not o.is_revision
)
REVISION_OWNER = Who(
    "owner", _("members of the organisation that offers it"), lambda o, user: is_owner(o, user) and o.is_revision
)
REVIEWER = Who("reviewer", _("reviewers of other organisations"), is_reviewer)
JUDGE = Who("judge", _("reviewers and publishers of other organisations"), judges)
REJECTING_JUDGE = Who(
    "judge",
    _("reviewers and publishers of other organisations, when the scores come to less than 5"),
    lambda o, user: judges(o, user) and verdict_of_round(o) == Verdict.REJECT,
)
PUBLISHER = Who(
    "publisher",
    _("publishers of other organisations who did not review it themselves"),
    lambda o, user: is_publisher(o, user) and not o.is_revision,
)
REVISION_PUBLISHER = Who(
    "publisher",
    _("publishers of other organisations who did not review it themselves"),
    lambda o, user: is_publisher(o, user) and o.is_revision,
)
BUYER = Who("buyer", _("members of the organisation that asked"), is_owner)
SELLER = Who(
    "seller", _("members of the organisation that was asked"), lambda enquiry, user: is_owner(enquiry.listing, user)
)
# An open licence is for everybody who accepts its terms: it cannot be refused.
CHOOSING_SELLER = Who(
    "seller",
    _("members of the organisation that was asked, unless it offers an open licence"),
    lambda enquiry, user: is_owner(enquiry.listing, user) and enquiry.listing.mode != "open_licence",
)
