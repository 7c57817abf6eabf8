"""Addresses that no page can have."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


class NoNulMiddleware:
    """Answer 404 to an address that holds a NUL: PostgreSQL refuses it in every text, so a lookup would fail with a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *given: Any) -> None:
        """Stop before the view looks anything up."""
        if "\x00" in request.path_info:
            raise Http404
