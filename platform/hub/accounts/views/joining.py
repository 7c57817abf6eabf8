"""Coming into an organisation: opening an invitation, asking to join, answering."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts import queries
from hub.accounts.forms import JoinForm
from hub.accounts.middleware import SESSION_KEY, actor_of
from hub.accounts.queries.organisations import get_join_request_or_404, invitation_by_hash, open_join_request
from hub.accounts.services.invitations import closed_because, hash_of, redeem_invitation
from hub.accounts.services.joining import ask_to_join


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the link leads to: who invites, and accepting with the account one is signed in with."""
    found = invitation_by_hash(hash_of(token))
    if found is None:
        raise Http404
    if request.method == "POST" and request.user.is_authenticated:
        membership = redeem_invitation(actor=actor_of(request), token=token, now=timezone.now())
        request.session[SESSION_KEY] = membership.organisation.public_id
        return redirect("organisation-detail", membership.organisation.public_id)
    member = queries.belongs_to(request.user, found.organisation_id)
    closed = "" if member else closed_because(found, timezone.now())
    context = {"invitation": found, "organisation": found.organisation, "closed": closed, "member": member}
    answer = render(request, "accounts/invitation.html", context, status=409 if closed else 200)
    answer["Referrer-Policy"] = "same-origin"  # the address is the secret
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_http_methods(["GET", "POST"])
@login_required
def join(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the administrators to become a member."""
    organisation = queries.get_visible_or_404(request.user, public_id)
    if queries.belongs_to(request.user, organisation.pk):
        return redirect("organisation-detail", organisation.public_id)
    asked = open_join_request(request.user, organisation)
    form = JoinForm(request.POST or None)
    if request.method == "POST":
        form = JoinForm(request.POST)
        if form.is_valid():
            message = form.cleaned_data["message"]
            ask_to_join(actor=actor_of(request), organisation=organisation, message=message, now=timezone.now())
            return redirect("organisation-join", organisation.public_id)
    context = {"organisation": organisation, "form": form, "asked": asked}
    return render(request, "accounts/join.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def join_request(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead to where a request is seen: the members' page for those who answer, the organisation's page for who asked."""
    found = get_join_request_or_404(request.user, public_id)
    answers = queries.is_admin_of(request.user, found.organisation)
    return redirect("organisation-members" if answers else "organisation-detail", found.organisation.public_id)
