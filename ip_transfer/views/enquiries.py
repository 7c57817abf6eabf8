"""Steps of an enquiry that change no state: showing one's name, opening and closing the confidential layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hub.accounts.middleware import actor_of
from ip_transfer import queries
from ip_transfer.services.enquiries import close_details, open_details, reveal_buyer

Service = Callable[..., None]


def _verb(service: Service) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "HEAD", "POST"])
    @login_required
    def act(request: HttpRequest, public_id: str) -> HttpResponse:
        """Do it on POST; a reader who arrives by GET is led to the conversation."""
        enquiry: Any = queries.get_enquiry_or_404(request.user, public_id)
        if request.method == "POST":
            service(actor=actor_of(request), enquiry=enquiry, now=timezone.now())
        return redirect(enquiry.get_absolute_url())

    view: Callable[..., HttpResponse] = act
    return view


reveal = _verb(reveal_buyer)
details_open = _verb(open_details)
details_close = _verb(close_details)
