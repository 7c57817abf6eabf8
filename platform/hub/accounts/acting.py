"""Pages that somebody can only use for an organisation ask for one, and offer the switch to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hub.accounts.middleware import actor_of

View = Callable[..., HttpResponse]


def ask_for_organisation(request: HttpRequest) -> HttpResponse:
    """Answer with the reader's organisations to choose from (or the way to register one); both lead back to this page."""
    create_url = f"{reverse('organisation-create')}?{urlencode({'next': request.get_full_path()})}"
    return render(request, "accounts/needs_organisation.html", {"create_url": create_url})


def for_organisation(view: View) -> View:
    """Decorate a view of signed-in people that acts for an organisation: who acts for themselves is asked for one first.

    The view gets it as `organisation`.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        organisation = actor_of(request).organisation
        if organisation is None:
            return ask_for_organisation(request)
        return view(request, *args, organisation=organisation, **kwargs)

    return guarded
