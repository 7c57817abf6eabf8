"""What the owner attaches to a draft: standards, a data sheet, the evidence of its legal status."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from hub.accounts.middleware import actor_of
from hub.common.acts import post_or_show
from hub.files.typing import UnacceptableFile
from ip_transfer import queries
from ip_transfer.forms.attachments import DatasheetForm, EvidenceForm, StandardLinkForm
from ip_transfer.models import TransferListing
from ip_transfer.services.listings import LinkRefused, attach_datasheet, attach_evidence, link_standard, unlink_standard
from ip_transfer.views.public import detail_context


@post_or_show("ip-listing")
@login_required
def standard_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tie the draft to a standard."""
    listing = queries.get_own_or_404(request.user, public_id)
    form = StandardLinkForm(request.POST)
    if form.is_valid():
        tie = {"standard": form.standard, "role": form.cleaned_data["role"], "clause": form.cleaned_data["clause"]}
        try:
            link_standard(actor=actor_of(request), listing=listing, now=timezone.now(), **tie)
        except LinkRefused as refusal:
            form.add_error("clause", str(refusal))
        else:
            return redirect("ip-listing", listing.public_id)
    context = {**detail_context(request, listing), "link_form": form, "link_open": True, "form": form}
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
    return _attach(request, public_id, DatasheetForm(request.POST, request.FILES), "datasheet", attach_datasheet)


@post_or_show("ip-listing")
@login_required
def evidence_attach(request: HttpRequest, public_id: str) -> HttpResponse:
    """Attach or replace the evidence of the legal status."""
    return _attach(request, public_id, EvidenceForm(request.POST, request.FILES), "evidence", attach_evidence)


def _attach(
    request: HttpRequest,
    public_id: str,
    form: DatasheetForm | EvidenceForm,
    field: str,
    keep: Callable[..., None],
) -> HttpResponse:
    listing: TransferListing = queries.get_own_or_404(request.user, public_id)
    if form.is_valid():
        try:
            keep(actor=actor_of(request), listing=listing, upload=form.cleaned_data[field], now=timezone.now())
        except UnacceptableFile as refusal:
            form.add_error(field, refusal.text)
        else:
            return redirect("ip-listing", listing.public_id)
    context = {**detail_context(request, listing), f"{field}_form": form, "form": form}
    return render(request, "ip_transfer/listing_detail.html", context, status=422)
