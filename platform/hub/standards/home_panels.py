"""The standards an organisation works with, on its public page."""

from typing import Any

from django.http import HttpRequest

from hub.accounts.home_panel import Panel, organisation_panel
from hub.standards.linked import standards_of

MOST = 12


@organisation_panel("standards")
def standards(request: HttpRequest, organisation: Any) -> Panel | None:
    """The standards that its published things are tied to, as chips."""
    found = standards_of(organisation, request.user)
    context = {"standards": found[:MOST], "more": max(0, len(found) - MOST)}
    return Panel("standards/_organisation_standards.html", context, 3) if found else None
