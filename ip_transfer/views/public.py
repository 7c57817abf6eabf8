"""What everybody sees of a listing, and asking about it."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.middleware import actor_of
from hub.common.limits import seconds_to_wait
from hub.common.views.errors import too_many_requests
from ip_transfer import queries
from ip_transfer.forms.listings import DatasheetForm, EnquiryForm, StandardLinkForm
from ip_transfer.models import TransferListing
from ip_transfer.rules import is_owner
from ip_transfer.services.enquiries import open_enquiry


@require_safe
def listing_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One listing. Its owner sees what is still missing and the buttons; others see what they can do."""
    listing = queries.get_visible_or_404(request.user, public_id)
    return render(request, "ip_transfer/listing_detail.html", detail_context(request, listing))


def detail_context(request: HttpRequest, listing: TransferListing) -> dict[str, object]:
    """Return what the page of a listing shows this reader."""
    owner = is_owner(listing, request.user)
    return {
        "listing": listing,
        "owner": owner,
        "enquiry": None if owner else queries.open_enquiry_of(request.user, listing),
        "link_form": StandardLinkForm() if owner else None,
        "datasheet_form": DatasheetForm() if owner else None,
        "last_review": listing.reviews.order_by("-id").first() if owner else None,
    }


@require_http_methods(["GET", "POST"])
@login_required
def enquire(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the owner; leads into the conversation."""
    listing = queries.get_visible_or_404(request.user, public_id)
    actor = actor_of(request)
    if actor.organisation is None:
        return render(request, "ip_transfer/needs_organisation.html")
    already = queries.open_enquiry_of(request.user, listing)
    if request.method == "GET" and already and already.conversation:
        return redirect("conversation-detail", already.conversation.public_id)
    form = EnquiryForm(request.POST or None, initial={"client_uuid": uuid.uuid4()})
    if request.method == "POST" and seconds_to_wait(
        "enquiry", actor.someone.pk, limit=10, period=3600, now=timezone.now()
    ):
        return too_many_requests(request)
    if request.method == "POST" and form.is_valid():
        enquiry = open_enquiry(
            actor=actor,
            listing=listing,
            organisation=actor.organisation,
            message=form.cleaned_data["message"],
            client_uuid=form.cleaned_data["client_uuid"],
            now=timezone.now(),
        )
        return redirect("conversation-detail", enquiry.conversation.public_id)  # type: ignore[union-attr]
    return render(
        request, "ip_transfer/enquire.html", {"listing": listing, "form": form}, status=422 if form.is_bound else 200
    )
