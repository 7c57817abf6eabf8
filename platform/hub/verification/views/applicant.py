"""What an organisation does for its verification."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.levels import level_of
from hub.accounts.middleware import actor_of
from hub.accounts.presentation import level_line
from hub.accounts.queries import belongs_to, is_admin_of
from hub.accounts.queries.organisations import get_own_or_404
from hub.accounts.views.organisations import get_administered
from hub.activity.queries import history_of
from hub.common.acts import post_or_show
from hub.files.refusal import UnacceptableFile
from hub.verification import queries
from hub.verification.enums import EDITABLE_STATES, CaseState, EvidenceKind
from hub.verification.forms.cases import CaseForm, EvidenceForm
from hub.verification.levels import MEANINGS, meaning_of
from hub.verification.models import VerificationCase
from hub.verification.presentation import acts_of
from hub.verification.services.cases import add_evidence, open_case, remove_evidence

INSIDE_VERBS = ("verification.case_opened", "verification.evidence_opened")


@require_http_methods(["GET", "POST"])
@login_required
def organisation_verification(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far the organisation is verified; its administrators start a case, anew or from the last one."""
    organisation = get_own_or_404(request.user, public_id)
    if request.method == "POST":
        organisation = get_administered(request, public_id)
    cases = queries.list_cases(organisation)
    last = next((c for c in cases if c.state in {CaseState.APPROVED, CaseState.EXPIRED}), None)
    form = CaseForm(request.POST or None, initial={"level": last.level_sought if last else 2})
    if request.method == "POST" and form.is_valid():
        renews = last if request.POST.get("renew") == "on" else None
        case = open_case(
            actor=actor_of(request),
            organisation=organisation,
            level=form.cleaned_data["level"],
            renews=renews,
            now=timezone.now(),
        )
        return redirect("verification-case", case.public_id)
    context = {
        "organisation": organisation,
        "admin": is_admin_of(request.user, organisation),
        "level": level_of(organisation, timezone.now()),
        "level_line": level_line(organisation, timezone.now()),
        "cases": cases,
        "open_case": queries.open_case_of(organisation),
        "last": last,
        "form": form,
        "meanings": list(MEANINGS.values()),
    }
    return render(request, "verification/organisation.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """One case as its organisation sees it; verifiers are led to their desk."""
    found = queries.get_visible_or_404(request.user, public_id)
    if not belongs_to(request.user, found.organisation_id):
        return redirect("verification-desk-case", found.public_id)
    return _page(request, found, EvidenceForm())


def _page(request: HttpRequest, found: VerificationCase, form: EvidenceForm) -> HttpResponse:
    evidence = queries.evidence_of(found)
    given, words = {e.kind for e in evidence}, dict(EvidenceKind.choices)
    context: dict[str, Any] = {
        "case": found,
        "organisation": found.organisation,
        "evidence": evidence,
        "needs": [(words[kind], kind in given) for kind in meaning_of(found.level_sought).needs],
        "meaning": meaning_of(found.level_sought),
        "editable": found.state in EDITABLE_STATES and is_admin_of(request.user, found.organisation),
        "form": form,
        "history": acts_of(history_of(found).exclude(verb__in=INSIDE_VERBS), inside=False),
    }
    return render(request, "verification/case.html", context, status=422 if form.is_bound else 200)


@post_or_show("verification-case")
@login_required
def evidence_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add evidence to a draft."""
    found = queries.get_visible_or_404(request.user, public_id)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            add_evidence(actor=actor_of(request), case=found, now=timezone.now(), **form.cleaned_data)
        except UnacceptableFile as refusal:
            form.add_error("upload", refusal.text)
        else:
            return redirect("verification-case", found.public_id)
    if not belongs_to(request.user, found.organisation_id):
        return redirect("verification-desk-case", found.public_id)
    return _page(request, found, form)


@post_or_show("verification-case")
@login_required
def evidence_remove(request: HttpRequest, public_id: str, evidence_id: int) -> HttpResponse:
    """Take evidence out of a draft."""
    found = queries.get_visible_or_404(request.user, public_id)
    remove_evidence(actor=actor_of(request), case=found, evidence_id=evidence_id, now=timezone.now())
    return redirect("verification-case", found.public_id)
