"""Which listings somebody may see, and what waits for the desk and the clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Prefetch, Q, QuerySet
from django.http import Http404

from hub.accounts.enums import Role
from hub.accounts.models import Organisation
from hub.accounts.queries import has_role, organisations_of
from hub.listings.enums import LIVE, UNDER_WAY, ListingState
from hub.listings.validity import NOTICES
from hub.standards.models import Standard
from ip_transfer.enums import OPEN_ENQUIRIES, EnquiryState
from ip_transfer.models import ImportBatch, TransferListing, TransferStandardLink

CLOSED_TO_DESK = (ListingState.DRAFT,)
AT_DESK = (ListingState.SUBMITTED, ListingState.IN_REVIEW)


def visible_to(user: Any) -> QuerySet[TransferListing]:
    """Return the listings somebody may see: published ones, their own, and (reviewers, publishers) all that left the draft."""
    seen = Q(state=ListingState.PUBLISHED)
    mine = [o.pk for o in organisations_of(user)]
    if mine:
        seen |= Q(organisation__in=mine)
    if has_role(user, Role.REVIEWER, Role.PUBLISHER):
        seen |= ~Q(state__in=CLOSED_TO_DESK)
    return TransferListing.objects.filter(seen)


def with_links(listings: QuerySet[TransferListing]) -> QuerySet[TransferListing]:
    """Return the same listings with organisation, right and standards, in two queries."""
    links = Prefetch("standard_links", queryset=TransferStandardLink.objects.select_related("standard"))
    return listings.select_related("organisation", "asset").prefetch_related(links)


# What a row of results shows of a listing and its organisation; its texts come from the index.
_OF_A_HIT = (
    *("public_id", "trl", "price_kind", "price_minor", "price_max_minor", "price_currency", "royalty_bp"),
    *("published_at", "updated_at", "state"),
    *("organisation__public_id", "organisation__name_en", "organisation__name_zh", "organisation__source_lang"),
    *("organisation__country", "organisation__verification_level", "organisation__verified_until"),
)


def as_hits(listings: QuerySet[TransferListing]) -> QuerySet[TransferListing]:
    """Return the same listings with just what a row of results shows, in two queries."""
    standards = TransferStandardLink.objects.select_related("standard").only(
        *("listing", "role", "clause", "standard__slug", "standard__number"),
        *("standard__title_en", "standard__title_zh", "standard__source_lang", "standard__status"),
    )
    links = Prefetch("standard_links", queryset=standards)
    return listings.select_related("organisation").only(*_OF_A_HIT).prefetch_related(links)


def _first_or_404(listings: QuerySet[TransferListing], public_id: str) -> TransferListing:
    joined = with_links(listings).select_related("datasheet", "revises", "asset__status_evidence")
    found = joined.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def get_visible_or_404(user: Any, public_id: str) -> TransferListing:
    """Return a listing somebody may see. Raises Http404."""
    return _first_or_404(visible_to(user), public_id)


def get_own_or_404(user: Any, public_id: str) -> TransferListing:
    """Return a listing of one of the person's organisations. Raises Http404."""
    mine = [o.pk for o in organisations_of(user)]
    return _first_or_404(TransferListing.objects.filter(organisation__in=mine), public_id)


def get_case_or_404(user: Any, public_id: str) -> TransferListing:
    """Return a listing as a case of the desk: what this person may see, or once judged. Raises Http404."""
    seen = Q(pk__in=visible_to(user).values("pk")) | Q(reviews__reviewer=user)
    return _first_or_404(TransferListing.objects.filter(seen).distinct(), public_id)


def list_for_desk(user: Any) -> QuerySet[TransferListing]:
    """Return what waits for a reviewer or publisher, longest waiting first; their own organisations' listings are not theirs to judge."""
    mine = [o.pk for o in organisations_of(user)]
    waiting = TransferListing.objects.filter(state__in=AT_DESK).exclude(organisation__in=mine)
    return with_links(waiting).order_by("submitted_at", "id")


def decided_by(user: Any) -> QuerySet[TransferListing]:
    """Return the listings that this person scored and that are no longer in review, last judged first."""
    judged = TransferListing.objects.filter(reviews__reviewer=user).exclude(state__in=AT_DESK)
    return with_links(judged).annotate(judged_at=Max("reviews__created_at")).order_by("-judged_at", "-id")


def list_of_organisations(user: Any) -> QuerySet[TransferListing]:
    """Return the listings of a person's organisations, newest first; revisions are part of the listing that they revise."""
    mine = [o.pk for o in organisations_of(user)]
    return with_links(TransferListing.objects.filter(organisation__in=mine, revises=None)).order_by(
        "-updated_at", "-id"
    )


def open_revision_of(listing: TransferListing) -> TransferListing | None:
    """Return the changes to a listing that are being written or reviewed, if any."""
    return listing.revisions.filter(state__in=UNDER_WAY).first()


def newest_published(limit: int) -> QuerySet[TransferListing]:
    """Return the newest listings that everybody may see."""
    return listings_in_order()[:limit]


def listings_in_order() -> QuerySet[TransferListing]:
    """Return the listings that everybody may see, newest first, with all that a row shows."""
    published = TransferListing.objects.filter(state=ListingState.PUBLISHED)
    return with_links(published).order_by("-published_at", "-id")


def links_to(standard: Standard, user: Any) -> QuerySet[TransferStandardLink]:
    """Return the links between a standard and the listings somebody may see, newest listing first."""
    seen = visible_to(user).filter(revises=None)
    links = TransferStandardLink.objects.filter(standard=standard, listing__in=seen)
    return links.select_related("listing__organisation").order_by("-listing__published_at", "-id")


def ties_of(organisation: Organisation, user: Any) -> QuerySet[TransferStandardLink]:
    """Return the links between an organisation's published listings and standards, with the standards."""
    published = visible_to(user).filter(organisation=organisation, state=ListingState.PUBLISHED, revises=None)
    return TransferStandardLink.objects.filter(listing__in=published).select_related("standard")


def count_published() -> int:
    """Return how many listings everybody may see."""
    return TransferListing.objects.filter(state=ListingState.PUBLISHED).count()


def due_for_notice(now: datetime) -> QuerySet[TransferListing]:
    """Return the listings whose owners have to hear of their end: the next notice is due and was not sent."""
    due = Q()
    for stage, before in enumerate(NOTICES, start=1):
        due |= Q(notice_stage__lt=stage, valid_until__lte=now + before)
    known = (*LIVE, ListingState.EXPIRED)
    return TransferListing.objects.filter(due, state__in=known).order_by(F("valid_until"), "id")


def public_dates(listing: TransferListing) -> list[datetime]:
    """Return since when each public version was public, newest first: all that everybody may know of a listing's versions."""
    dates = listing.versions.filter(public_at__isnull=False).order_by("-number").values_list("public_at", flat=True)
    return [moment for moment in dates if moment is not None]


def listings_to_export(user: Any, organisation: Organisation) -> QuerySet[TransferListing]:
    """Return the listings of one of the person's organisations for a download, oldest first; none of any other."""
    mine = [o.pk for o in organisations_of(user) if o.pk == organisation.pk]
    found = TransferListing.objects.filter(organisation__in=mine, revises=None)
    return with_links(found).select_related("confidential").order_by("created_at", "id")


def get_batch_or_404(user: Any, public_id: str) -> ImportBatch:
    """Return a table that one of the person's organisations sent. Raises Http404."""
    mine = [o.pk for o in organisations_of(user)]
    found = ImportBatch.objects.filter(organisation__in=mine, public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def with_enquiries(listings: QuerySet[TransferListing]) -> QuerySet[TransferListing]:
    """Return the same listings with how many of their enquiries are open and how many wait for an answer."""
    return listings.annotate(
        open_count=Count("enquiries", filter=Q(enquiries__state__in=OPEN_ENQUIRIES), distinct=True),
        waiting_count=Count("enquiries", filter=Q(enquiries__state=EnquiryState.NEW), distinct=True),
    )
