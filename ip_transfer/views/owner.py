"""What the owner of a listing does with it: write, change, check, renew."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.acting import for_organisation
from hub.accounts.middleware import actor_of
from hub.accounts.models import Organisation
from hub.common.acts import post_or_show
from hub.listings.versions import changes
from hub.standards.enums import Status
from hub.standards.models import Standard
from hub.standards.queries import find_by_number
from hub.workflow.errors import GuardsUnmet
from hub.workflow.services import available, check
from ip_transfer import queries
from ip_transfer.forms.acts import TransferListingSubmitForm
from ip_transfer.forms.listings import ListingForm, initial_of
from ip_transfer.models import TransferListing
from ip_transfer.prepublication import public_rows, warnings_of
from ip_transfer.schema import SCHEMA
from ip_transfer.services.listings import EditConflict, create_listing, edit_listing
from ip_transfer.services.revisions import start_revision


@require_http_methods(["GET", "POST"])
@login_required
@for_organisation
def listing_create(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """List an asset: saved as a draft that only the organisation sees."""
    form = ListingForm(request.POST or None, initial={"price_kind": "on_request", "valid_months": 12})
    standard = find_by_number(request.GET.get("standard", "")[:120])
    if request.method == "POST" and form.is_valid():
        try:
            listing = create_listing(
                actor=actor_of(request),
                organisation=organisation,
                asset=form.asset,
                offer=form.offer,
                confidential=form.confidential,
                standard=standard,
                now=timezone.now(),
            )
        except GuardsUnmet as refusal:
            form.add_error("number", refusal.reasons)
        else:
            return redirect("ip-listing", listing.public_id)
    context = {"form": form, "standard": standard}
    return render(request, "ip_transfer/listing_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def listing_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change a draft, or what is on hold. When somebody saved it meanwhile, both texts are shown and nothing is lost."""
    listing = queries.get_own_or_404(request.user, public_id)
    if request.method == "GET" and not listing.is_editable:
        return redirect("ip-listing", listing.public_id)
    form = ListingForm(request.POST or None, initial=initial_of(listing))
    context = {"form": form, "listing": listing, "version": _version_seen(request, listing)}
    if request.method == "POST" and form.is_valid():
        try:
            edit_listing(
                actor=actor_of(request),
                listing=listing,
                asset=form.asset,
                offer=form.offer,
                confidential=form.confidential,
                version=_version_seen(request, listing),
                now=timezone.now(),
            )
        except EditConflict as conflict:
            context |= {"conflict": _both_texts(conflict.listing, form), "version": conflict.listing.version}
            return render(request, "ip_transfer/listing_form.html", context, status=409)
        except GuardsUnmet as refusal:
            form.add_error("number", refusal.reasons)
        else:
            return redirect("ip-listing", listing.public_id)
    return render(request, "ip_transfer/listing_form.html", context, status=422 if form.is_bound else 200)


def _version_seen(request: HttpRequest, listing: TransferListing) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 9 else listing.version


def _both_texts(saved: TransferListing, form: ListingForm) -> dict[str, object]:
    """Return what differs between what was saved meanwhile and what this person wrote, and who saved it when."""
    theirs = SCHEMA.snapshot(saved)
    mine = {**theirs, **form.asset, **form.offer, **form.confidential}
    data = form.cleaned_data
    parts = ("price_kind", "price_minor", "price_max_minor", "price_currency", "royalty_bp")
    mine["price"] = [data[name] for name in parts]
    mine |= {name: value.isoformat() for name, value in mine.items() if hasattr(value, "isoformat")}
    last = saved.versions.select_related("made_by").order_by("-number").first()
    return {"changes": changes(SCHEMA, theirs, mine), "last": last}


@post_or_show("ip-listing")
@login_required
def revision_start(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin changes to what is public; leads into the form, also when changes are under way already."""
    listing = queries.get_own_or_404(request.user, public_id)
    revision = queries.open_revision_of(listing)
    if revision is None:
        revision = start_revision(actor=actor_of(request), listing=listing, now=timezone.now())
    return redirect("ip-listing-edit" if revision.is_editable else "ip-listing", revision.public_id)


@require_safe
@login_required
def publish_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that becomes public, what looks wrong in it, and what looks like it; then it is submitted."""
    listing = queries.get_own_or_404(request.user, public_id)
    actor, now = actor_of(request), timezone.now()
    missing = check(listing, "submit", actor, now)
    context = {
        "listing": listing,
        "rows": public_rows(listing),
        "warnings": warnings_of(listing),
        "twins": queries.twins_of(listing, request.user),
        "confidential": queries.confidential_rows(request.user, listing),
        "missing": missing,
        "form": TransferListingSubmitForm(obj=listing, actor=actor, now=now),
    }
    return render(request, "ip_transfer/publish_check.html", context)


@require_safe
@login_required
def renew(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where the link in the mail leads: what changed since the last review, and one button. Opening it changes nothing."""
    listing = queries.get_own_or_404(request.user, public_id)
    offered = {o.transition.name: o for o in available(listing, actor_of(request), timezone.now())}
    public = [v for v in listing.versions.order_by("-number") if v.public_at]
    reviewed = public[0].content if public else {}
    context = {
        "listing": listing,
        "offered": offered.get("renew"),
        "changes": changes(SCHEMA, reviewed, SCHEMA.snapshot(listing)),
        "stale": listing.asset.is_status_stale(timezone.localdate()),
        "superseded": [k.standard for k in listing.standard_links.all() if _is_superseded(k.standard)],
        "revision": queries.open_revision_of(listing),
    }
    return render(request, "ip_transfer/renew.html", context)


def _is_superseded(standard: Standard) -> bool:
    return standard.status in (Status.SUPERSEDED, Status.WITHDRAWN)
