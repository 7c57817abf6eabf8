"""Taking one's data along, and leaving for good."""

import json

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hub.accounts.forms.people import ErasureForm
from hub.accounts.middleware import actor_of
from hub.accounts.own_data import copy_of
from hub.accounts.services.erasure import (
    COOLING_OFF,
    keep_account,
    organisations_left_alone,
    person_of_undo,
    request_erasure,
)
from hub.accounts.services.people import note_copy_taken
from hub.common.acts import post_or_show
from hub.workflow.errors import GuardsUnmet


@post_or_show("account-profile")
@login_required
def take_copy(request: HttpRequest) -> HttpResponse:
    """Everything the Hub holds about the person, as one JSON file."""
    actor = actor_of(request)
    note_copy_taken(actor=actor, now=timezone.now())
    text = json.dumps(copy_of(actor.someone), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    name = f"zsa-hub-{actor.someone.public_id}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


@require_http_methods(["GET", "POST"])
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """Ask for the erasure of one's account, or keep it after all."""
    actor, now = actor_of(request), timezone.now()
    user = actor.someone
    if "keep" in request.POST:
        keep_account(user=user, now=now)
        messages.success(request, _("Your account stays."))
        return redirect("account-profile")
    form = ErasureForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            request_erasure(actor=actor, now=now)
        except GuardsUnmet as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            logout(request)
            return render(request, "accounts/erase_planned.html", {"due_at": user.erasure_due_at})
    context = {
        "form": form,
        "due_at": user.erasure_due_at,
        "days": COOLING_OFF.days,
        "alone": organisations_left_alone(user),
        "crumbs": [(_("My profile"), reverse("account-profile")), (_("Erase my account"), "")],
    }
    return render(request, "accounts/erase.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@never_cache
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Keep the account, by the link of the mail, signed in or not."""
    user = person_of_undo(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        keep_account(user=user, now=timezone.now())
    return render(
        request, "accounts/erase_undo.html", {"done": request.method == "POST", "due_at": user.erasure_due_at}
    )
