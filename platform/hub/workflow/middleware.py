"""Refusals become pages: 403 says who may, 409 says what is missing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from hub.workflow.errors import WorkflowError


class WorkflowErrorMiddleware:
    """Turn a WorkflowError raised by a view into the page of its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Render 403.html or 409.html with the reasons; leave every other error alone."""
        if not isinstance(exception, WorkflowError):
            return None
        context = {
            "reasons": exception.reasons,
            "state": exception.state,
            "back_url": exception.back_url or self._back(request),
        }
        return render(request, f"{exception.status}.html", context, status=exception.status)

    def _back(self, request: HttpRequest) -> str:
        came_from = request.headers.get("referer", "")
        if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
            return came_from
        return ""
