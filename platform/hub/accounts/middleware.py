"""Who acts in this request, and for which organisation."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from hub.accounts.queries import audiences_of, organisations_of, roles_of
from hub.common.actors import Actor

SESSION_KEY = "acting_organisation"


class ActingOrganisationMiddleware:
    """Give every request `organisations`, `organisation` (the one acted for, or None), `roles`, `audiences` and `actor`,
    each read only when it is asked for; show times in the person's own zone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        seen: Any = request
        seen.organisations = SimpleLazyObject(lambda: organisations_of(request.user))
        seen.organisation = SimpleLazyObject(lambda: _acting(request))
        seen.roles = SimpleLazyObject(lambda: roles_of(request.user))
        seen.actor = SimpleLazyObject(lambda: actor_of(request))
        seen.audiences = SimpleLazyObject(lambda: audiences_of(request.user))
        if request.user.is_authenticated:
            timezone.activate(_zone(request.user.timezone))
        else:
            timezone.deactivate()
        return self.get_response(request)


def _acting(request: HttpRequest) -> Any:
    mine = organisations_of(request.user)
    wanted = request.session.get(SESSION_KEY)
    return next((o for o in mine if o.public_id == wanted), mine[0] if mine else None)


def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor of a signed-in request: the person, acting for their chosen organisation."""
    organisation = _acting(request)
    return Actor.person(request.user, organisation)  # type: ignore[arg-type]
