"""The editors' desk speaks the language of the person at it; its addresses carry none."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # Wagtail sizes its panels by style attributes
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'self'",
}
# Rooms of which no page needs an inline script; Wagtail's forms carry some, without a nonce.
STRICT_ROOMS = ("reports/", "translations/", "account/", "login/")


def policy_for(path: str, desk: str) -> str:
    """Return the content security policy of a page of the desk: no other site, no eval; inline script where Wagtail has some."""
    room = path.removeprefix(desk)
    strict = not room or room.startswith(STRICT_ROOMS)
    sources = SOURCES if strict else {**SOURCES, "script-src": "'self' 'unsafe-inline'"}
    return "; ".join(f"{directive} {allowed}" for directive, allowed in sources.items())


def framed_by_desk(policy: str) -> str:
    """Return the policy of a page of the site as the desk's preview shows it: in a frame of the desk, else unchanged."""
    return policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


class DeskPolicyMiddleware:
    """What the desk's pages may load: the strictest that Wagtail's editor works under. A preview below the desk's address is
    a page of the site and comes with the site's policy.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the policy to the answers below the desk's address."""
        response = self.get_response(request)
        desk = reverse("wagtailadmin_home")
        if request.path.startswith(desk):
            of_site = response.headers.get("Content-Security-Policy", "")
            response.headers["Content-Security-Policy"] = framed_by_desk(of_site) or policy_for(request.path, desk)
        return response


class DeskLanguageMiddleware:
    """Below the desk's address, answer in the language of the signed-in person's profile. It stands after authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch the language for the time of the request."""
        language = getattr(request.user, "language", "")
        if not language or not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
        return response
