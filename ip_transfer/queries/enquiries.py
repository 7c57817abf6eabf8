"""Enquiries of a person's organisations, on either side, and those that nobody answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When
from django.http import Http404

from hub.accounts.queries import organisations_of
from hub.messaging.models import Conversation, Participant
from ip_transfer.enums import OPEN_ENQUIRIES, EnquiryState, Reason
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.models.enquiries import ADVISER_AFTER


def enquiries_visible_to(user: Any) -> QuerySet[Enquiry]:
    """Return the enquiries of a person's organisations: those they made and those about their listings."""
    mine = [o.pk for o in organisations_of(user)]
    seen = Enquiry.objects.filter(Q(organisation__in=mine) | Q(listing__organisation__in=mine))
    return seen.select_related("listing__organisation", "organisation", "conversation")


def get_enquiry_or_404(user: Any, public_id: str) -> Enquiry:
    """Return an enquiry in which one of the person's organisations takes part. Raises Http404."""
    found = enquiries_visible_to(user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def enquiry_of_conversation(conversation: Conversation) -> Enquiry | None:
    """Return the enquiry that a conversation belongs to."""
    return Enquiry.objects.filter(conversation=conversation).select_related("listing__organisation").first()


def open_enquiry_of(user: Any, listing: TransferListing) -> Enquiry | None:
    """Return the enquiry that one of the person's organisations has open about a listing."""
    mine = [o.pk for o in organisations_of(user)]
    found = Enquiry.objects.filter(listing=listing, organisation__in=mine, state__in=OPEN_ENQUIRIES)
    return found.select_related("conversation").first()


def _sides() -> Prefetch[str]:
    rows = Participant.objects.select_related("organisation").order_by("id")
    return Prefetch("conversation__participants", queryset=rows)


def unanswered_for_desk(user: Any, now: datetime) -> QuerySet[Enquiry]:
    """Return the enquiries that nobody answered for ten days and an adviser should look at, oldest first; not those of the
    adviser's own organisations.
    """
    mine = [o.pk for o in organisations_of(user)]
    late = Enquiry.objects.filter(state=EnquiryState.NEW, created_at__lte=now - ADVISER_AFTER)
    late = late.exclude(organisation__in=mine).exclude(listing__organisation__in=mine)
    return late.select_related("listing__organisation").order_by("created_at")


def refusal_counts(organisation_ids: list[int]) -> list[tuple[str, int]]:
    """Return how often each reason was given for not going further, over an organisation's listings, most frequent first."""
    refused = Enquiry.objects.filter(listing__organisation__in=organisation_ids, state=EnquiryState.REFUSED)
    counted = refused.values_list("reason").annotate(n=Count("id")).order_by("-n", "reason")
    labels = dict(Reason.choices)
    return [(str(labels.get(reason, reason)), n) for reason, n in counted]


def enquiries_about(user: Any) -> QuerySet[Enquiry]:
    """Return the enquiries about the listings of a person's organisations, those that wait longest first, with their sides."""
    mine = [o.pk for o in organisations_of(user)]
    found = Enquiry.objects.filter(listing__organisation__in=mine).select_related("listing", "conversation")
    order = Case(When(state=EnquiryState.NEW, then=0), When(state__in=OPEN_ENQUIRIES, then=1), default=2)
    return found.prefetch_related(_sides()).order_by(order, "created_at")


def enquiries_made(user: Any) -> QuerySet[Enquiry]:
    """Return the enquiries that a person's organisations made, newest first."""
    mine = [o.pk for o in organisations_of(user)]
    made = Enquiry.objects.filter(organisation__in=mine).select_related("listing__organisation", "conversation")
    return made.order_by("-created_at")
