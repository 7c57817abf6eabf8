"""The way to write to an organisation, on its public page."""

from typing import Any

from django.http import HttpRequest

from hub.accounts.home_panel import Panel, organisation_panel
from hub.accounts.queries import belongs_to


@organisation_panel("contact")
def contact(request: HttpRequest, organisation: Any) -> Panel | None:
    """The act that starts a conversation; not for those who belong to the organisation."""
    if belongs_to(request.user, organisation.pk):
        return None
    return Panel("messaging/_contact.html", {"organisation": organisation}, 1, aside=True)
