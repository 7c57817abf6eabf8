"""The desk for roles: who holds what until when, what waits for a second person, and proposing."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.enums import GrantState, Role
from hub.accounts.forms.roles import RoleProposalForm
from hub.accounts.middleware import actor_of
from hub.accounts.models import RoleGrant
from hub.accounts.queries.roles import ends_soon, get_grant_or_404, list_grants, may_see_role_desk
from hub.accounts.role_table import STANDINGS, TABLE
from hub.accounts.role_workflow import GRANT, may_propose
from hub.accounts.services.roles import propose_role
from hub.activity.queries import history_of
from hub.activity.words import word_for
from hub.common.acts import post_or_show
from hub.common.templatetags.text_lang import in_its_language
from hub.workflow.errors import GuardsUnmet
from hub.workflow.services import available, fire

PER_PAGE = 30
SHOWN: dict[str, tuple[GrantState, ...]] = {
    "waiting": (GrantState.PROPOSED,),
    "now": (GrantState.ACTIVE,),
    "past": (GrantState.ENDED, GrantState.REFUSED, GrantState.WITHDRAWN),
}
TONES = {GrantState.PROPOSED: "warn", GrantState.ACTIVE: "ok"}


def _desk_only(request: HttpRequest) -> None:
    if not may_see_role_desk(request.user):
        raise PermissionDenied(
            _("This desk is for those who give roles. The operator of this installation names them.")
        )


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Grants that wait, that hold and that are over; and the table of who gives what."""
    _desk_only(request)
    show = request.GET.get("show", "")
    show = show if show in SHOWN else "now"
    now = timezone.now()
    page = Paginator(list_grants(request.user, *SHOWN[show]), PER_PAGE).get_page(request.GET.get("page"))
    total = page.paginator.count
    labels = {"waiting": _("Waiting for a second person"), "now": _("Active"), "past": _("Past")}
    context = {
        "rows": [_row(grant, now) for grant in page],
        "show": show,
        "tabs": [{"label": words, "url": f"?show={slug}", "current": slug == show} for slug, words in labels.items()],
        "count_text": ngettext("%(count)s role", "%(count)s roles", total) % {"count": total},
        "newer_url": f"?show={show}&page={page.previous_page_number()}" if page.has_previous() else "",
        "older_url": f"?show={show}&page={page.next_page_number()}" if page.has_next() else "",
        "may_propose": any(may_propose(request.user, role) for role in Role),
        "table": [_rule(role) for role in Role],
        "standings": STANDINGS,
    }
    return render(request, "accounts/role_desk.html", context)


def _row(grant: RoleGrant, now: datetime) -> dict[str, Any]:
    return {"grant": grant, "soon": ends_soon(grant, now), "tone": TONES.get(GrantState(grant.state), "neutral")}


def _rule(role: Role) -> dict[str, Any]:
    rule = TABLE[role]
    return {
        "label": role.label,
        "purpose": rule.purpose,
        "proposers": _named(rule.proposers),
        "confirmers": _named(rule.confirmers),
        "days": rule.longest_days,
    }


def _named(roles: tuple[Role, ...]) -> str:
    return _(", ").join(str(role.label) for role in roles)


@require_http_methods(["GET", "POST"])
@login_required
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a person for a role."""
    _desk_only(request)
    actor, now = actor_of(request), timezone.now()
    form = RoleProposalForm(request.POST or None, proposer=actor.someone, now=now)
    if not form.fields["role"].choices:  # type: ignore[attr-defined]
        raise PermissionDenied(_("You confirm roles; proposing them is for superusers."))
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            grant = propose_role(
                actor=actor,
                user=wanted["user"],
                role=Role(wanted["role"]),
                reason=wanted["reason"],
                expires_at=wanted["expires_at"],
                now=now,
            )
        except GuardsUnmet as refusal:
            form.add_error("role", list(refusal.reasons))
        else:
            return redirect("role-grant", grant.public_id)
    context = {"form": form, "crumbs": [(_("Roles"), reverse("role-desk")), (_("Propose a role"), "")]}
    return render(request, "accounts/role_propose.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One grant: why, by whom, until when, what was done with it, and what this person may do."""
    grant = get_grant_or_404(request.user, public_id)
    parent = (_("Roles"), reverse("role-desk")) if may_see_role_desk(request.user) else _profile()
    context = {
        "grant": grant,
        "tone": TONES.get(GrantState(grant.state), "neutral"),
        "facts": _facts(grant),
        "offered": available(grant, actor_of(request), timezone.now()),
        "second_needed": grant.state == GrantState.PROPOSED and TABLE[grant.role].persons == 2,
        "acts": [_act_row(act) for act in history_of(grant)],
        "crumbs": [parent, (str(grant.get_role_display()), "")],
    }
    return render(request, "accounts/role_grant.html", context)


def _profile() -> tuple[str, str]:
    return _("My profile"), reverse("account-profile")


def _facts(grant: RoleGrant) -> list[tuple[str, Any]]:
    def day(moment: datetime | None) -> str:
        return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else "–"

    def name(user: Any, otherwise: str) -> str:
        return str(in_its_language(user.name)) if user else otherwise

    second = "–" if TABLE[grant.role].persons == 1 or grant.proposed_by is None else name(grant.confirmed_by, "–")
    return [
        (_("Role"), grant.get_role_display()),
        (_("Proposed by"), name(grant.proposed_by, _("the operator of this installation"))),
        (_("Confirmed by"), second),
        (_("Active since"), day(grant.granted_at)),
        (_("Runs out"), day(grant.expires_at)),
        (_("Ended"), day(grant.ended_at)),
    ]


def _act_row(act: Any) -> dict[str, Any]:
    return {
        "time_label": date_format(timezone.localtime(act.at), "SHORT_DATETIME_FORMAT"),
        "datetime": act.at.isoformat(),
        "text": word_for(act.verb),
        "who": in_its_language(act.actor_user.name) if act.actor_user else act.get_actor_kind_display(),
    }


@post_or_show("role-grant")
@login_required
def act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Confirm, refuse, withdraw or take back, whatever the workflow offers this person."""
    grant = get_grant_or_404(request.user, public_id)
    if name not in GRANT.by_name:
        raise Http404
    fire(grant, name, actor_of(request), timezone.now())
    messages.success(request, _("Done: %(act)s.") % {"act": GRANT.by_name[name].label})
    return redirect("role-grant", public_id)
