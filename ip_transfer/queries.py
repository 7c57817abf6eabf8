"""Which listings somebody may see, and what waits for whom."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from hub.accounts.enums import Role
from hub.accounts.queries import has_role, organisations_of
from hub.listings.enums import ListingState
from hub.standards.models import Standard
from ip_transfer.models import Enquiry, TransferListing, TransferStandardLink

OPEN_TO_DESK = (ListingState.SUBMITTED, ListingState.IN_REVIEW, ListingState.PUBLISHED, ListingState.WITHDRAWN)


def visible_to(user: Any) -> QuerySet[TransferListing]:
    """Return the listings somebody may see: published ones, their own, and (reviewers, publishers) all that were submitted."""
    seen = Q(state=ListingState.PUBLISHED)
    mine = [o.pk for o in organisations_of(user)]
    if mine:
        seen |= Q(organisation__in=mine)
    if has_role(user, Role.REVIEWER, Role.PUBLISHER):
        seen |= Q(state__in=OPEN_TO_DESK)
    return TransferListing.objects.filter(seen)


def with_links(listings: QuerySet[TransferListing]) -> QuerySet[TransferListing]:
    """Return the same listings with all that a row of a list shows, in a fixed number of queries."""
    return listings.select_related("organisation", "asset").prefetch_related("standard_links__standard")


def get_visible_or_404(user: Any, public_id: str) -> TransferListing:
    """Return a listing somebody may see. Raises Http404."""
    found = with_links(visible_to(user)).select_related("datasheet").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def get_own_or_404(user: Any, public_id: str) -> TransferListing:
    """Return a listing of one of the person's organisations. Raises Http404."""
    mine = [o.pk for o in organisations_of(user)]
    found = with_links(TransferListing.objects.filter(organisation__in=mine)).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def list_for_desk(user: Any) -> QuerySet[TransferListing]:
    """Return what waits for a reviewer or publisher, longest waiting first; their own organisations' listings are not theirs to judge."""
    mine = [o.pk for o in organisations_of(user)]
    waiting = TransferListing.objects.filter(state__in=(ListingState.SUBMITTED, ListingState.IN_REVIEW)).exclude(
        organisation__in=mine
    )
    return with_links(waiting).order_by("submitted_at", "id")


def list_of_organisations(user: Any) -> QuerySet[TransferListing]:
    """Return the listings of a person's organisations, newest first."""
    mine = [o.pk for o in organisations_of(user)]
    return with_links(TransferListing.objects.filter(organisation__in=mine)).order_by("-updated_at", "-id")


def newest_published(limit: int) -> QuerySet[TransferListing]:
    """Return the newest listings that everybody may see."""
    return with_links(TransferListing.objects.filter(state=ListingState.PUBLISHED)).order_by("-published_at", "-id")[
        :limit
    ]


def links_to(standard: Standard, user: Any) -> QuerySet[TransferStandardLink]:
    """Return the links between a standard and the listings somebody may see, newest listing first."""
    links = TransferStandardLink.objects.filter(standard=standard, listing__in=visible_to(user))
    return links.select_related("listing__organisation").order_by("-listing__published_at", "-id")


def open_enquiry_of(user: Any, listing: TransferListing) -> Enquiry | None:
    """Return the enquiry that one of the person's organisations has open about a listing."""
    mine = [o.pk for o in organisations_of(user)]
    return (
        Enquiry.objects.filter(listing=listing, organisation__in=mine)
        .exclude(state="closed")
        .select_related("conversation")
        .first()
    )


def enquiries_visible_to(user: Any) -> QuerySet[Enquiry]:
    """Return the enquiries of a person's organisations: those they made and those about their listings."""
    mine = [o.pk for o in organisations_of(user)]
    seen = Enquiry.objects.filter(Q(organisation__in=mine) | Q(listing__organisation__in=mine))
    return seen.select_related("listing__organisation", "organisation", "conversation")


def waiting_enquiries(user: Any) -> QuerySet[Enquiry]:
    """Return the enquiries that wait for an answer of one of the person's organisations, oldest first."""
    mine = [o.pk for o in organisations_of(user)]
    waiting = Enquiry.objects.filter(listing__organisation__in=mine, state="new")
    return waiting.select_related("listing", "organisation", "conversation").order_by("created_at")


def count_published() -> int:
    """Return how many listings everybody may see."""
    return TransferListing.objects.filter(state=ListingState.PUBLISHED).count()
