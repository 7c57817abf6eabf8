"""The owner's dashboard: listings by what is next, enquiries by their deadline, why people did not go further."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.accounts.acting import ask_for_organisation
from hub.accounts.queries import organisations_of
from hub.messaging.queries import own_ids
from ip_transfer import queries
from ip_transfer.views.rows import asked_table, enquiries_table, listings_table

ROWS = 100
NEXT_STEPS: dict[str, str | Promise] = {
    "draft": _("Finish it and submit it"),
    "submitted": _("Wait for a reviewer"),
    "in_review": _("Wait for the decision"),
    "on_hold": _("Change what the reviewer asks for"),
    "rejected": _("Read the reason; revise it or leave it"),
    "published": _("Answer enquiries"),
    "paused": _("Resume or close it"),
    "expired": _("Renew or close it"),
    "closed": "",
    "withdrawn": _("Revise it to publish it again"),
    "merged": "",
}
_ORDER = (
    "on_hold",
    "draft",
    "expired",
    "rejected",
    "submitted",
    "in_review",
    "published",
    "paused",
    "withdrawn",
    "closed",
)


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My organisations' technology."""
    organisations = organisations_of(request.user)
    if not organisations:
        return ask_for_organisation(request)
    listings = list(queries.with_enquiries(queries.list_of_organisations(request.user).prefetch_related(None))[:ROWS])
    enquiries = [e for e in queries.enquiries_about(request.user)[:ROWS] if e.conversation is not None]
    context = {
        "listings": listings_table(sorted(listings, key=lambda o: _ORDER.index(o.state)), NEXT_STEPS),
        "enquiries": enquiries_table(enquiries, own_ids(request.user), timezone.now()),
        "asked": asked_table(queries.enquiries_made(request.user)[:ROWS], request.user),
        "reasons": queries.refusal_counts([o.pk for o in organisations]),
        "full": len(listings) == ROWS,
    }
    return render(request, "ip_transfer/dashboard.html", context)
