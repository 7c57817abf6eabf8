"""Who acts in this request, and for which organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from hub.accounts.limits import ACCOUNT_FIELDS, LIMITS, Knock, wait_for
from hub.accounts.queries import audiences_of, organisations_of, roles_of
from hub.accounts.services.sign_ins import note_seen
from hub.common.actors import Actor
from hub.common.views.errors import too_many_requests
from hub.vocabularies.time_zones import zone_of

SESSION_KEY = "acting_organisation"
ONESELF = "oneself"  # chosen instead of an organisation
SIGN_IN_KEY = "sign_in"
SEEN_SECONDS = 300


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
            timezone.activate(zone_of(request.user.timezone))
        else:
            timezone.deactivate()
        return self.get_response(request)


def _acting(request: HttpRequest) -> Any:
    mine = organisations_of(request.user)
    wanted = request.session.get(SESSION_KEY)
    if wanted == ONESELF:
        return None
    return next((o for o in mine if o.public_id == wanted), mine[0] if mine else None)


class SignInMiddleware:
    """Hold those back who knock too often (429, with the time to wait), and note now and then that a session is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        mark = request.session.get(SIGN_IN_KEY)
        if mark and request.user.is_authenticated:
            self._seen(request, mark)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Count a try at a door with limits."""
        door = request.resolver_match.view_name if request.resolver_match else ""
        if request.method != "POST" or not settings.HUB_LIMITS or door not in LIMITS:
            return None
        account = next((request.POST[field] for field in ACCOUNT_FIELDS if request.POST.get(field)), "")
        knock = Knock(client_address(request), account, request.user.pk or 0)
        wait = wait_for(door, knock, now=timezone.now())
        return too_many_requests(request, wait=wait) if wait else None

    def _seen(self, request: HttpRequest, mark: dict[str, Any]) -> None:
        now = timezone.now()
        if now.timestamp() - mark["at"] < SEEN_SECONDS:
            return
        key = str(request.session.session_key)
        note_seen(user=request.user, public_id=mark["id"], session_key=key, now=now)  # type: ignore[arg-type]
        request.session[SIGN_IN_KEY] = {**mark, "at": int(now.timestamp())}


def client_address(request: HttpRequest) -> str:
    """Return the address of the client, looking through as many proxies as are ours."""
    return str(get_adapter(request).get_client_ip(request))


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor of a signed-in request: the person, acting for their chosen organisation or for themselves."""
    organisation = _acting(request)
    return Actor.person(request.user, organisation)  # type: ignore[arg-type]
