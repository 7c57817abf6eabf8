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
from hub.listings.forms import RubricForm
from ip_transfer import queries
from ip_transfer.services.reviews import score_listing


def _desk_only(request: HttpRequest) -> None:
    if not has_role(request.user, Role.REVIEWER, Role.PUBLISHER):
        raise PermissionDenied(
            _("This desk is for reviewers and publishers. The association's staff grants these roles.")
        )


@require_safe
@login_required
def review_desk(request: HttpRequest) -> HttpResponse:
    """What waits, longest first."""
    _desk_only(request)
    return render(
        request, "ip_transfer/review_desk.html", {"listings": list(queries.list_for_desk(request.user)[:100])}
    )


@require_http_methods(["GET", "POST"])
@login_required
def review_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """One case: the listing as the public would see it, the rubric, and the decision with what it still needs."""
    _desk_only(request)
    listing = queries.get_visible_or_404(request.user, public_id)
    actor = actor_of(request)
    form = RubricForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        scores = {k: v for k, v in form.cleaned_data.items() if k != "comment"}
        score_listing(
            actor=actor, listing=listing, scores=scores, comment=form.cleaned_data["comment"], now=timezone.now()
        )
        return redirect("ip-review", listing.public_id)
    context = {
        "listing": listing,
        "form": form,
        "review": listing.reviews.select_related("reviewer").order_by("-id").first(),
    }
    return render(request, "ip_transfer/review_case.html", context, status=422 if form.is_bound else 200)
