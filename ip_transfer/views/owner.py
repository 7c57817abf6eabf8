"""What the owner of a listing does with it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hub.accounts.middleware import actor_of
from hub.common.acts import post_or_show
from hub.files.typing import UnacceptableFile
from hub.listings.enums import ListingState
from hub.standards.queries import find_by_number
from ip_transfer import queries
from ip_transfer.forms.listings import DatasheetForm, ListingForm, StandardLinkForm, initial_of
from ip_transfer.services.listings import attach_datasheet, create_listing, edit_listing, link_standard, unlink_standard
from ip_transfer.views.public import detail_context


@require_http_methods(["GET", "POST"])
@login_required
def listing_create(request: HttpRequest) -> HttpResponse:
    """List an asset: saved as a draft that only the organisation sees."""
    actor = actor_of(request)
    if actor.organisation is None:
        return render(request, "ip_transfer/needs_organisation.html")
    form = ListingForm(request.POST or None, initial={"price_kind": "on_request"})
    standard = find_by_number(request.GET.get("standard", "")[:120])
    if request.method == "POST" and form.is_valid():
        listing = create_listing(
            actor=actor,
            organisation=actor.organisation,
            asset=form.asset,
            offer=form.offer,
            standard=standard,
            now=timezone.now(),
        )
        return redirect("ip-listing", listing.public_id)
    context = {"form": form, "standard": standard}
    return render(request, "ip_transfer/listing_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def listing_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change a draft."""
    listing = queries.get_own_or_404(request.user, public_id)
    if request.method == "GET" and listing.state != ListingState.DRAFT:
        return redirect("ip-listing", listing.public_id)
    form = ListingForm(request.POST or None, initial=initial_of(listing))
    if request.method == "POST" and form.is_valid():
        edit_listing(actor=actor_of(request), listing=listing, asset=form.asset, offer=form.offer, now=timezone.now())
        return redirect("ip-listing", listing.public_id)
    return render(
        request,
        "ip_transfer/listing_form.html",
        {"form": form, "listing": listing},
        status=422 if form.is_bound else 200,
    )


@post_or_show("ip-listing")
@login_required
def standard_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tie the draft to a standard."""
    listing = queries.get_own_or_404(request.user, public_id)
    form = StandardLinkForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        link_standard(
            actor=actor_of(request),
            listing=listing,
            standard=form.standard,
            role=data["role"],
            clause=data["clause"],
            now=timezone.now(),
        )
        return redirect("ip-listing", listing.public_id)
    context = {**detail_context(request, listing), "link_form": form, "form": form}
    return render(request, "ip_transfer/listing_detail.html", context, status=422)


@post_or_show("ip-listing")
@login_required
def standard_remove(request: HttpRequest, public_id: str, link_id: int) -> HttpResponse:
    """Untie the draft from a standard."""
    listing = queries.get_own_or_404(request.user, public_id)
    unlink_standard(actor=actor_of(request), listing=listing, link_id=link_id, now=timezone.now())
    return redirect("ip-listing", listing.public_id)


@post_or_show("ip-listing")
@login_required
def datasheet_attach(request: HttpRequest, public_id: str) -> HttpResponse:
    """Attach or replace the data sheet of the draft."""
    listing = queries.get_own_or_404(request.user, public_id)
    form = DatasheetForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            attach_datasheet(
                actor=actor_of(request), listing=listing, upload=form.cleaned_data["datasheet"], now=timezone.now()
            )
        except UnacceptableFile as refusal:
            form.add_error("datasheet", refusal.text)
        else:
            return redirect("ip-listing", listing.public_id)
    context = {**detail_context(request, listing), "datasheet_form": form, "form": form}
    return render(request, "ip_transfer/listing_detail.html", context, status=422)
