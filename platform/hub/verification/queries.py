"""Which cases somebody may see, and what waits on the desk."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.http import Http404

from hub.accounts.enums import Role
from hub.accounts.models import Organisation
from hub.accounts.queries import has_role, organisations_of
from hub.verification.enums import OPEN_STATES, WAITING_STATES, CaseState
from hub.verification.models import Evidence, VerificationCase

DESK_ROWS = 100


def visible_to(user: Any) -> QuerySet[VerificationCase]:
    """Return the cases of a person's organisations, and for verifiers all that were ever submitted."""
    if not user.is_authenticated:
        return VerificationCase.objects.none()
    seen = Q(organisation__in=[o.pk for o in organisations_of(user)])
    if has_role(user, Role.VERIFIER):
        seen |= ~Q(state=CaseState.DRAFT) & Q(submitted_at__isnull=False)
    rows = VerificationCase.objects.filter(seen)
    return rows.select_related("organisation", "checker", "decider", "acted_by", "renews")


def get_visible_or_404(user: Any, public_id: str) -> VerificationCase:
    """Return a case somebody may see. Raises Http404."""
    found = visible_to(user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def evidence_of(case: VerificationCase) -> list[Evidence]:
    """Return the evidence of a case with its files, in the order it was added."""
    return list(case.evidence.select_related("file").order_by("id"))


def get_evidence_or_404(case: VerificationCase, evidence_id: int) -> Evidence:
    """Return one piece of evidence of a case. Raises Http404."""
    found = case.evidence.select_related("file").filter(pk=evidence_id).first()
    if found is None:
        raise Http404
    return found


def list_for_desk(user: Any) -> list[VerificationCase]:
    """Return what waits for verifiers, longest waiting first; their own organisations' cases are not theirs to judge."""
    waiting = visible_to(user).filter(state__in=WAITING_STATES)
    return list(waiting.exclude(organisation__in=organisations_of(user)).order_by("submitted_at", "id")[:DESK_ROWS])


def list_cases(organisation: Organisation) -> list[VerificationCase]:
    """Return the cases of an organisation, newest first."""
    rows = VerificationCase.objects.filter(organisation=organisation).select_related("organisation")
    return list(rows.order_by("-id")[:DESK_ROWS])


def open_case_of(organisation: Organisation) -> VerificationCase | None:
    """Return the case that is under way for an organisation."""
    return VerificationCase.objects.filter(organisation=organisation, state__in=OPEN_STATES).first()


def case_in_force(organisation: Organisation) -> VerificationCase | None:
    """Return the case on which the present level rests."""
    return VerificationCase.objects.filter(organisation=organisation, state=CaseState.APPROVED).first()


def addresses_at_own_domain(organisation: Organisation) -> int:
    """Return how many members confirmed an e-mail address at the domain of the organisation's website."""
    domain = organisation.website.split("//")[-1].split("/")[0].split(":")[0].removeprefix("www.")
    if "." not in domain:
        return 0
    confirmed = EmailAddress.objects.filter(user__memberships__organisation=organisation, verified=True)
    return int(confirmed.filter(email__iendswith=f"@{domain}").values("user").distinct().count())
