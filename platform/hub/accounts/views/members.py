"""The members of an organisation and the ways in: roles, invitations, access links, requests."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hub.accounts.enums import MemberRole
from hub.accounts.forms import AccessLinkForm, InvitationForm, RoleForm
from hub.accounts.middleware import actor_of
from hub.accounts.models import JoinRequest, Organisation, User
from hub.accounts.queries import is_admin_of
from hub.accounts.queries.organisations import (
    get_invitation_or_404,
    get_own_or_404,
    list_invitations,
    list_join_requests,
    list_memberships,
)
from hub.accounts.services.invitations import (
    closed_because,
    invite_by_mail,
    link_to,
    make_access_link,
    resend_invitation,
    revoke_invitation,
)
from hub.accounts.services.members import change_role, remove_member
from hub.accounts.views.organisations import get_administered
from hub.common.acts import post_or_show
from hub.workflow.errors import GuardsUnmet
from hub.workflow.queries import list_undoable

NEW_LINK = "new_access_link"
INVITATIONS_SHOWN = 100


@require_safe
@login_required
def members(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who belongs to the organisation; its administrators also see who is on the way in."""
    return _page(request, get_own_or_404(request.user, public_id))


def _page(request: HttpRequest, organisation: Organisation, **forms: Any) -> HttpResponse:
    now = timezone.now()
    admin = is_admin_of(request.user, organisation)
    memberships = list(list_memberships(organisation))
    admins = [m for m in memberships if m.role == MemberRole.ADMIN and m.user.is_active]
    context: dict[str, Any] = {
        "organisation": organisation,
        "admin": admin,
        "memberships": memberships,
        "only_admin": admins[0].user_id if len(admins) == 1 else None,
        "me_admin_alone": len(admins) == 1 and admins[0].user_id == request.user.pk,
    }
    if admin:
        language = {"language": get_language()}
        context |= {
            "invitation_form": forms.get("invitation_form") or InvitationForm(initial=language),
            "link_form": forms.get("link_form") or AccessLinkForm(initial={"uses": 10}),
            "errors_of": next(iter(forms.values()), None),
            "form": next(iter(forms.values()), None),
            "undoable": list_undoable(request.user, now, of=JoinRequest.objects.filter(organisation=organisation)),
            "join_requests": list(list_join_requests(organisation)),
            "invitations": [
                {"row": row, "closed": closed_because(row, now)}
                for row in list_invitations(organisation)[:INVITATIONS_SHOWN]
            ],
            "new_link": request.session.pop(NEW_LINK, "") if not forms else "",
        }
    return render(request, "accounts/members.html", context, status=422 if forms else 200)


def _member_or_404(organisation: Organisation, user_id: str) -> User:
    found = User.objects.filter(memberships__organisation=organisation, public_id=user_id).first()
    if found is None:
        raise Http404
    return found


@post_or_show("organisation-members")
@login_required
def member_role(request: HttpRequest, public_id: str, user_id: str) -> HttpResponse:
    """Make a member an administrator or the other way round."""
    organisation = get_administered(request, public_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    change_role(
        actor=actor_of(request),
        organisation=organisation,
        user=_member_or_404(organisation, user_id),
        role=MemberRole(form.cleaned_data["role"]),
        now=timezone.now(),
    )
    return redirect("organisation-members", organisation.public_id)


@post_or_show("organisation-members")
@login_required
def member_remove(request: HttpRequest, public_id: str, user_id: str) -> HttpResponse:
    """Take a member out."""
    organisation = get_administered(request, public_id)
    user = _member_or_404(organisation, user_id)
    remove_member(actor=actor_of(request), organisation=organisation, user=user, now=timezone.now())
    there = "account-home" if user.pk == request.user.pk else "organisation-members"
    return redirect(there, *([] if there == "account-home" else [organisation.public_id]))


@post_or_show("organisation-members")
@login_required
def leave(request: HttpRequest, public_id: str) -> HttpResponse:
    """Leave an organisation."""
    organisation = get_own_or_404(request.user, public_id)
    actor = actor_of(request)
    remove_member(actor=actor, organisation=organisation, user=actor.someone, now=timezone.now())
    return redirect("account-home")


@post_or_show("organisation-members")
@login_required
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    """Invite a person by mail."""
    organisation = get_administered(request, public_id)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _page(request, organisation, invitation_form=form)
    data = form.cleaned_data
    try:
        invite_by_mail(
            actor=actor_of(request),
            organisation=organisation,
            email=data["email"],
            role=MemberRole(data["role"]),
            language=data["language"],
            now=timezone.now(),
        )
    except GuardsUnmet as unmet:
        for reason in unmet.reasons:
            form.add_error("email", reason)
        return _page(request, organisation, invitation_form=form)
    return redirect("organisation-members", organisation.public_id)


@post_or_show("organisation-members")
@login_required
def access_link(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a link for several people; the next page shows it, once."""
    organisation = get_administered(request, public_id)
    form = AccessLinkForm(request.POST)
    if not form.is_valid():
        return _page(request, organisation, link_form=form)
    language = get_language() or "en"
    _invitation, token = make_access_link(
        actor=actor_of(request),
        organisation=organisation,
        uses=form.cleaned_data["uses"],
        language=language,
        now=timezone.now(),
    )
    request.session[NEW_LINK] = link_to(token, language)
    return redirect("organisation-members", organisation.public_id)


@post_or_show("organisation-members")
@login_required
def invitation_resend(request: HttpRequest, public_id: str, invitation_id: str) -> HttpResponse:
    """Send an invitation again, with a new link."""
    organisation = get_administered(request, public_id)
    invitation = get_invitation_or_404(request.user, organisation, invitation_id)
    resend_invitation(actor=actor_of(request), invitation=invitation, now=timezone.now())
    return redirect("organisation-members", organisation.public_id)


@post_or_show("organisation-members")
@login_required
def invitation_revoke(request: HttpRequest, public_id: str, invitation_id: str) -> HttpResponse:
    """Take an invitation back."""
    organisation = get_administered(request, public_id)
    invitation = get_invitation_or_404(request.user, organisation, invitation_id)
    revoke_invitation(actor=actor_of(request), invitation=invitation, now=timezone.now())
    return redirect("organisation-members", organisation.public_id)
