"""This app on a person's home page and on an organisation's public page."""

from typing import Any

from django.http import HttpRequest

from hub.accounts.home_panel import Panel, home_panel, organisation_panel
from hub.accounts.queries import organisations_of
from ip_transfer import queries
from ip_transfer.views.rows import own_table


@home_panel("ip-listings")
def my_listings(request: HttpRequest) -> Panel | None:
    """The listings of this person's organisations."""
    if not organisations_of(request.user):
        return None
    listings = queries.list_of_organisations(request.user)[:50]
    return Panel("ip_transfer/_my_listings.html", {"listings": own_table(listings)}, 30)


@organisation_panel("ip-listings")
def listings_of(request: HttpRequest, organisation: Any) -> Panel | None:
    """The published listings of an organisation."""
    listings = queries.with_links(queries.visible_to(request.user).filter(organisation=organisation, state="published"))
    rows = list(listings.order_by("-published_at")[:50])
    return Panel("ip_transfer/_organisation_listings.html", {"listings": rows}, 10) if rows else None
