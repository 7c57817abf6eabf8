"""This app on a person's home page and on an organisation's public page."""

from typing import Any

from django.http import HttpRequest

from hub.accounts.enums import Role
from hub.accounts.home_panel import Panel, home_panel, organisation_panel
from hub.accounts.queries import has_role, organisations_of
from hub.messaging.queries import own_ids
from ip_transfer import queries
from ip_transfer.asker import asker_of


@home_panel("ip-next")
def next_actions(request: HttpRequest) -> Panel | None:
    """What waits for this person: enquiries to answer, reviews, drafts."""
    judges = has_role(request.user, Role.REVIEWER, Role.PUBLISHER)
    own = own_ids(request.user)
    waiting = queries.waiting_enquiries(request.user)
    context = {
        "enquiries": [{"enquiry": e, "asker": asker_of(e, own)} for e in waiting[:20]],
        "waiting": queries.list_for_desk(request.user).count() if judges else 0,
        "drafts": list(queries.list_of_organisations(request.user).filter(state="draft")[:5]),
    }
    return Panel("ip_transfer/_next_actions.html", context, 10) if any(context.values()) else None


@home_panel("ip-listings")
def my_listings(request: HttpRequest) -> Panel | None:
    """The listings of this person's organisations."""
    if not organisations_of(request.user):
        return None
    return Panel(
        "ip_transfer/_my_listings.html", {"listings": list(queries.list_of_organisations(request.user)[:50])}, 30
    )


@organisation_panel("ip-listings")
def listings_of(request: HttpRequest, organisation: Any) -> Panel | None:
    """The published listings of an organisation."""
    listings = queries.with_links(queries.visible_to(request.user).filter(organisation=organisation, state="published"))
    rows = list(listings.order_by("-published_at")[:50])
    return Panel("ip_transfer/_organisation_listings.html", {"listings": rows}, 10) if rows else None
