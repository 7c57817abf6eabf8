"""Who somebody is towards a listing or an enquiry."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import Role
from hub.accounts.queries import belongs_to, has_role, organisations_of
from hub.listings.enums import Verdict
from hub.workflow.machine import Who
from ip_transfer.models import TransferReview


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


# The same as conditions on rows, for the list of what waits for somebody; None where nothing can.
def _own_rows(user: Any) -> Q | None:
    mine = [o.pk for o in organisations_of(user)]
    return Q(organisation__in=mine) if mine else None


def _own_listing_rows(user: Any) -> Q | None:
    own = _own_rows(user)
    return own & Q(revises=None) if own is not None else None


def _asked_rows(user: Any) -> Q | None:
    mine = [o.pk for o in organisations_of(user)]
    return Q(listing__organisation__in=mine) if mine else None


def _foreign(user: Any) -> Q:
    return ~Q(organisation__in=[o.pk for o in organisations_of(user)])


def _review_rows(user: Any) -> Q | None:
    return _foreign(user) & ~Q(acted_by=user) if has_role(user, Role.REVIEWER) else None


def _desk_rows(user: Any) -> Q | None:
    return _foreign(user) if has_role(user, Role.REVIEWER, Role.PUBLISHER) else None


def _publish_rows(user: Any, *, revision: bool) -> Q | None:
    if not has_role(user, Role.PUBLISHER):
        return None
    theirs = _foreign(user) & ~Q(acted_by=user) & ~scored_this_round(reviewer=user)
    return theirs & Q(revises__isnull=not revision)


def scored_this_round(**conditions: Any) -> Q:
    """Return the condition on listings that have a review since they were last submitted."""
    reviews = TransferReview.objects.filter(listing=OuterRef("pk"), created_at__gte=OuterRef("submitted_at"))
    return Q(Exists(reviews.filter(**conditions)))


OWNER = Who("owner", _("members of the organisation that offers it"), is_owner, rows=_own_rows)
# A revision holds changes to a listing that stays public: it can be sent to review, not paused or withdrawn by itself.
LISTING_OWNER = Who(
    "owner",
    _("members of the organisation that offers it"),
    lambda o, user: is_owner(o, user) and not o.is_revision,
    rows=_own_listing_rows,
)
REVISION_OWNER = Who(
    "owner", _("members of the organisation that offers it"), lambda o, user: is_owner(o, user) and o.is_revision
)
REVIEWER = Who("reviewer", _("reviewers of other organisations"), is_reviewer, rows=_review_rows)
JUDGE = Who("judge", _("reviewers and publishers of other organisations"), judges, rows=_desk_rows)
REJECTING_JUDGE = Who(
    "judge",
    _("reviewers and publishers of other organisations, when the scores reject it"),
    lambda o, user: judges(o, user) and verdict_of_round(o) == Verdict.REJECT,
)
PUBLISHER = Who(
    "publisher",
    _("publishers of other organisations who did not review it themselves"),
    lambda o, user: is_publisher(o, user) and not o.is_revision,
    rows=partial(_publish_rows, revision=False),
)
REVISION_PUBLISHER = Who(
    "publisher",
    _("publishers of other organisations who did not review it themselves"),
    lambda o, user: is_publisher(o, user) and o.is_revision,
    rows=partial(_publish_rows, revision=True),
)
BUYER = Who("buyer", _("members of the organisation that asked"), is_owner)
SELLER = Who(
    "seller",
    _("members of the organisation that was asked"),
    lambda enquiry, user: is_owner(enquiry.listing, user),
    rows=_asked_rows,
)
# An open licence is for everybody who accepts its terms: it cannot be refused.
CHOOSING_SELLER = Who(
    "seller",
    _("members of the organisation that was asked, unless it offers an open licence"),
    lambda enquiry, user: is_owner(enquiry.listing, user) and enquiry.listing.mode != "open_licence",
)
