"""The review desk."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.enums import Role
from hub.accounts.middleware import actor_of
from hub.accounts.queries import has_role
from hub.listings.enums import ListingState
from hub.listings.forms import RubricForm
from hub.listings.versions import changes
from ip_transfer import queries
from ip_transfer.models import TransferListing, TransferReview, TransferVersion
from ip_transfer.prepublication import warnings_of
from ip_transfer.schema import SCHEMA
from ip_transfer.services.reviews import score_listing
from ip_transfer.views.rows import decided_table, unanswered_table, waiting_table


def _desk_only(request: HttpRequest) -> None:
    if not has_role(request.user, Role.REVIEWER, Role.PUBLISHER):
        raise PermissionDenied(
            _("This desk is for reviewers and publishers. The association's staff grants these roles.")
        )


@require_safe
@login_required
def review_desk(request: HttpRequest) -> HttpResponse:
    """What waits, longest first; what this person decided; enquiries that nobody answers."""
    _desk_only(request)
    now = timezone.now()
    context = {
        "waiting": waiting_table(queries.list_for_desk(request.user)[:100], now),
        "decided": decided_table(queries.decided_by(request.user)[:20]),
        "late": unanswered_table(queries.unanswered_for_desk(request.user, now)[:20]),
    }
    return render(request, "ip_transfer/review_desk.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def review_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """One case: the listing as the public would see it, the rubric, and the decision with what it still needs.

    A case that was decided shows what was judged, not what its owner wrote since.
    """
    _desk_only(request)
    listing = queries.get_case_or_404(request.user, public_id)
    form = RubricForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        scores = {k: v for k, v in form.cleaned_data.items() if k != "comment"}
        comment = form.cleaned_data["comment"]
        score_listing(actor=actor_of(request), listing=listing, scores=scores, comment=comment, now=timezone.now())
        return redirect("ip-review", listing.public_id)
    review = listing.reviews.select_related("reviewer").order_by("-id").first()
    version = _judged_version(listing, review)
    waits = listing.state in (ListingState.SUBMITTED, ListingState.IN_REVIEW)
    context = {
        "listing": listing,
        "form": form,
        "review": review,
        "waits": waits,
        "judged": [] if waits or version is None else _rows_as_judged(listing, version),
        "confidential": queries.confidential_rows(request.user, listing),
        "twins": queries.twins_of(listing, request.user) if waits else [],
        "warnings": warnings_of(listing) if waits else [],
        "changes": _against_public(listing) if listing.is_revision else [],
    }
    return render(request, "ip_transfer/review_case.html", context, status=422 if form.is_bound else 200)


def _judged_version(listing: TransferListing, review: TransferReview | None) -> TransferVersion | None:
    kept = listing.versions.order_by("-number")
    return (kept.filter(number=review.version_number) if review else kept).first()


def _rows_as_judged(listing: TransferListing, version: TransferVersion) -> list[tuple[str, str]]:
    """Return the public fields of the version that was judged, in words; the page's title is of that version as well."""
    for name in ("title_en", "title_zh"):
        setattr(listing, name, version.content.get(name) or "")
    rows = [(str(f.label), f.words(version.content.get(f.name))) for f in SCHEMA.readable(frozenset())]
    return [(label, words) for label, words in rows if words]


def _against_public(revision: TransferListing) -> list[object]:
    """Return what a revision changes of the listing that is public meanwhile; the public layer only."""
    public = SCHEMA.snapshot(revision.revises)
    return [*changes(SCHEMA.readable(frozenset()), public, SCHEMA.snapshot(revision))]
