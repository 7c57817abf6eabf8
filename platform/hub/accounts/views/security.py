"""Signing in and security: where somebody is signed in, and a new password."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.accounts.devices import device_words
from hub.accounts.middleware import SIGN_IN_KEY, actor_of, client_address
from hub.accounts.queries.sign_ins import list_sign_ins
from hub.accounts.services.sign_ins import carry_over, end_sign_in, end_sign_ins, note_password_change, note_sign_in
from hub.common.acts import post_or_show


@require_safe
@login_required
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Where a person is signed in."""
    here = request.session.get(SIGN_IN_KEY, {}).get("id", "")
    rows = [
        {"row": row, "device": device_words(row.user_agent), "here": row.public_id == here}
        for row in list_sign_ins(request.user, timezone.now())
    ]
    rows.sort(key=lambda row: not row["here"])
    crumbs = [(_("My profile"), reverse("account-profile")), (_("Where I am signed in"), "")]
    return render(request, "accounts/sign_ins.html", {"rows": rows, "crumbs": crumbs})


@post_or_show("account-sign-ins")
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def sign_in_end(request: HttpRequest) -> HttpResponse:
    """End one session, or all others."""
    actor, now = actor_of(request), timezone.now()
    if "others" in request.POST:
        end_sign_ins(actor=actor, now=now)
        update_session_auth_hash(request, actor.someone)
        begin_noting(request)
        messages.success(request, _("You are signed out everywhere else."))
    elif not end_sign_in(actor=actor, public_id=request.POST.get("session", ""), now=now):
        raise Http404
    else:
        messages.success(request, _("That device is signed out."))
    return redirect("account-sign-ins")


def begin_noting(request: HttpRequest) -> None:
    """Note the session of this request, and remember in it which note is its own."""
    user: Any = request.user
    if request.session.session_key is None:
        request.session.save()
    now = timezone.now()
    row = note_sign_in(
        user=user,
        session_key=str(request.session.session_key),
        user_agent=request.headers.get("user-agent", ""),
        address=client_address(request),
        now=now,
    )
    request.session[SIGN_IN_KEY] = {"id": row.public_id, "at": int(now.timestamp())}


@method_decorator(login_required, name="dispatch")
class HubPasswordChangeView(PasswordChangeView):
    """A new password: the present one is asked for, the other sessions end unless the person keeps them."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, tell by mail (allauth), and end or keep the other sessions."""
        old_hash = self.request.user.get_session_auth_hash()
        answer: HttpResponse = super().form_valid(form)
        user = form.user
        if not form.cleaned_data["end_others"]:
            carry_over(user=user, old_hash=old_hash, new_hash=user.get_session_auth_hash())
        begin_noting(self.request)
        note_password_change(actor=actor_of(self.request), now=timezone.now())
        return answer

    def get_default_success_url(self) -> str:
        """Back to where passwords and sessions are looked after."""
        return reverse("account-sign-ins")
