"""The editors' desk speaks the language of the person at it; its addresses carry none."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation


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
