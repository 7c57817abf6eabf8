"""Addresses that only take a POST lead a reader who arrives by GET (after signing in again, by switching the language, by
reloading an error) to the object's own page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def post_or_show(url_name: str) -> Callable[[View], View]:
    """Let POST through to the decorated view; send GET and HEAD to the page of that name, with the object's `public_id`."""

    def wrap(view: View) -> View:
        @wraps(view)
        def act(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            found = {k: v for k, v in kwargs.items() if k == "public_id"}
            there: HttpResponse = redirect(url_name, **found)
            return there

        guarded: View = require_http_methods(["GET", "HEAD", "POST"])(act)
        return guarded

    return wrap
