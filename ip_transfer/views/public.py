"""What everybody sees of a listing, and asking about it."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.acting import ask_for_organisation
from hub.accounts.middleware import actor_of
from hub.listings.enums import ListingState
from hub.listings.versions import changes
from ip_transfer import queries
from ip_transfer.forms.attachments import DatasheetForm, EvidenceForm, StandardLinkForm
from ip_transfer.forms.enquiries import EnquiryForm
from ip_transfer.models import TransferListing
from ip_transfer.rules import is_owner, judges
from ip_transfer.schema import SCHEMA
from ip_transfer.services.enquiries import open_enquiry
from ip_transfer.structured import product_of


@require_safe
def listing_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One listing. Its owner sees what is still missing and the buttons; others see what they can do."""
    listing = queries.get_visible_or_404(request.user, public_id)
    if listing.state == ListingState.MERGED and listing.revises:
        return redirect(listing.revises.get_absolute_url())
    return render(request, "ip_transfer/listing_detail.html", detail_context(request, listing))


def detail_context(request: HttpRequest, listing: TransferListing) -> dict[str, object]:
    """Return what the page of a listing shows this reader."""
    owner = is_owner(listing, request.user)
    public = listing.state == ListingState.PUBLISHED
    return {
        "listing": listing,
        "owner": owner,
        "enquiry": None if owner else queries.open_enquiry_of(request.user, listing),
        "link_form": StandardLinkForm() if owner else None,
        "link_open": not listing.standard_links.all(),
        "datasheet_form": DatasheetForm() if owner else None,
        "evidence_form": EvidenceForm() if owner else None,
        "last_review": listing.reviews.order_by("-id").first() if owner else None,
        "revision": queries.open_revision_of(listing) if owner and listing.is_live else None,
        "confidential": queries.confidential_rows(request.user, listing),
        "public_dates": queries.public_dates(listing),
        "stale": listing.asset.is_status_stale(timezone.localdate()),
        "product": product_of(listing, request.build_absolute_uri()) if public else None,
    }


@require_safe
@login_required
def listing_history(request: HttpRequest, public_id: str) -> HttpResponse:
    """The versions of a listing with what each changed: for its owner, and the fields a reviewer may read for the desk. Who
    judged it once does not follow what its owner writes anew.
    """
    listing = queries.get_visible_or_404(request.user, public_id)
    readers = queries.readers_of(request.user, listing)
    if not (is_owner(listing, request.user) or judges(listing, request.user)):
        return redirect("ip-listing", listing.public_id)
    fields = SCHEMA.readable(readers)
    versions = list(listing.versions.select_related("made_by").order_by("number"))
    before = [None, *versions[:-1]]
    rows = [
        {"version": v, "changes": changes(fields, b.content if b else {}, v.content), "is_first": b is None}
        for b, v in zip(before, versions, strict=True)
    ]
    return render(request, "ip_transfer/history.html", {"listing": listing, "rows": rows[::-1]})


@require_http_methods(["GET", "POST"])
@login_required
def enquire(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the owner; leads into the conversation."""
    listing = queries.get_visible_or_404(request.user, public_id)
    actor = actor_of(request)
    if actor.organisation is None:
        return ask_for_organisation(request)
    already = queries.open_enquiry_of(request.user, listing)
    if request.method == "GET" and already and already.conversation:
        return redirect("conversation-detail", already.conversation.public_id)
    form = EnquiryForm(request.POST or None, initial={"client_uuid": uuid.uuid4(), "masked": "no"})
    if request.method == "POST" and form.is_valid():
        enquiry = open_enquiry(
            actor=actor, listing=listing, organisation=actor.organisation, now=timezone.now(), **form.cleaned_data
        )
        return redirect("conversation-detail", enquiry.conversation.public_id)  # type: ignore[union-attr]
    return render(
        request, "ip_transfer/enquire.html", {"listing": listing, "form": form}, status=422 if form.is_bound else 200
    )
