"""Who somebody is towards a listing or an enquiry."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import Role
from hub.accounts.queries import belongs_to, has_role
from hub.workflow.machine import Who


def is_owner(listing: Any, user: Any) -> bool:
    """Whether somebody belongs to the organisation that offers it."""
    return belongs_to(user, listing.organisation_id)


def is_reviewer(listing: Any, user: Any) -> bool:
    """Whether somebody reviews listings, and not their own organisation's."""
    return has_role(user, Role.REVIEWER) and not is_owner(listing, user)


def is_publisher(listing: Any, user: Any) -> bool:
    """Whether somebody publishes listings, and not their own organisation's."""
    return has_role(user, Role.PUBLISHER) and not is_owner(listing, user)


OWNER = Who("owner", _("members of the organisation that offers it"), is_owner)
REVIEWER = Who("reviewer", _("reviewers of other organisations"), is_reviewer)
PUBLISHER = Who("publisher", _("publishers of other organisations"), is_publisher)
BUYER = Who("buyer", _("members of the organisation that asked"), is_owner)
SELLER = Who(
    "seller", _("members of the organisation that was asked"), lambda enquiry, user: is_owner(enquiry.listing, user)
)
