"""The verification desk: the queue on the left, the case on the right, the decision below."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.accounts.enums import Role
from hub.accounts.middleware import actor_of
from hub.accounts.queries import belongs_to, has_role
from hub.activity.queries import history_of
from hub.files.views import attachment
from hub.verification import queries
from hub.verification.enums import WAITING_STATES
from hub.verification.levels import meaning_of
from hub.verification.presentation import acts_of, changes_since_submitted, row_of
from hub.verification.services.cases import note_look
from hub.verification.stated_facts import stated_identifiers, stated_organisation
from hub.vocabularies.phones import phone_words


def _desk_only(request: HttpRequest) -> None:
    if not has_role(request.user, Role.VERIFIER):
        raise PermissionDenied(_("This desk is for verifiers. The association's staff grants this role."))


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, longest first."""
    _desk_only(request)
    return render(request, "verification/desk.html", _queue(request))


def _queue(request: HttpRequest) -> dict[str, Any]:
    now = timezone.now()
    return {"queue": [row_of(case, request.user, now) for case in queries.list_for_desk(request.user)]}


@require_safe
@login_required
def desk_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """One case with its evidence; that it was looked at is kept."""
    _desk_only(request)
    case = queries.get_visible_or_404(request.user, public_id)
    if belongs_to(request.user, case.organisation_id):
        raise PermissionDenied(_("It is your own organisation's case: another verifier judges it."))
    now = timezone.now()
    stated = stated_organisation(case)
    note_look(actor=actor_of(request), case=case, now=now)
    queue = _queue(request)
    ids = [row["case"].pk for row in queue["queue"]]
    place = ids.index(case.pk) if case.pk in ids else -1
    context = {
        **queue,
        "case": case,
        "row": row_of(case, request.user, now),
        "evidence": queries.evidence_of(case),
        "meaning": meaning_of(case.level_sought),
        "stated": stated,
        "identifiers": stated_identifiers(case),
        "phone": phone_words(stated.phone) if stated.phone else "",
        "changes": changes_since_submitted(case) if case.state in WAITING_STATES else [],
        "own_addresses": queries.addresses_at_own_domain(case.organisation),
        "before": queue["queue"][place - 1]["case"] if place > 0 else None,
        "after": queue["queue"][place + 1]["case"] if 0 <= place < len(ids) - 1 else None,
        "history": acts_of(history_of(case), inside=True),
    }
    return render(request, "verification/desk.html", context)


@require_safe
@login_required
def desk_evidence(request: HttpRequest, public_id: str, evidence_id: int) -> HttpResponseBase:
    """A file of the case, for verifiers of other organisations; each opening is kept."""
    if not has_role(request.user, Role.VERIFIER):
        raise Http404
    case = queries.get_visible_or_404(request.user, public_id)
    evidence = queries.get_evidence_or_404(case, evidence_id)
    if evidence.file is None or belongs_to(request.user, case.organisation_id):
        raise Http404
    note_look(actor=actor_of(request), case=case, evidence=evidence, now=timezone.now())
    return attachment(request, evidence.file)
