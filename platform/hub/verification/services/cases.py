"""A case is opened, filled with evidence, decided, renewed; what staff looked at is kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from hub.accounts.models import Organisation
from hub.accounts.services.organisations import lock_as_admin
from hub.activity.queries import history_of
from hub.activity.services import record
from hub.common.actors import Actor
from hub.files.receiving import Received, discard, receive
from hub.files.services import delete_file, keep_file
from hub.verification.enums import EDITABLE_STATES, OPEN_STATES, CaseState, EndCause
from hub.verification.models import Evidence, VerificationCase
from hub.verification.rules import APPLICANT, VERIFIER, is_verifier
from hub.verification.workflow import end_former
from hub.workflow.errors import GuardsUnmet, NotAllowed, WrongState
from hub.workflow.services import fire

EVIDENCE_MAXIMUM = 20
ONE_LOOK = timedelta(hours=1)  # looking again within this time is the same look


def open_case(
    *,
    actor: Actor,
    organisation: Organisation,
    level: int,
    now: datetime,
    renews: VerificationCase | None = None,
) -> VerificationCase:
    """Open a case for a level; one that renews a former case begins with that case's evidence.

    Raises NotAllowed, or GuardsUnmet while another case is under way.
    """
    with transaction.atomic():
        locked = lock_as_admin(actor, organisation)
        if VerificationCase.objects.filter(organisation=locked, state__in=OPEN_STATES).exists():
            raise GuardsUnmet([_("A case of your organisation is under way. Finish or withdraw it first.")])
        case = VerificationCase.objects.create(
            organisation=locked, acted_by=actor.someone, level_sought=level, renews=renews, created_at=now
        )
        if renews is not None:
            fields = ("kind", "issuer", "issued_date", "link", "file_id")
            Evidence.objects.bulk_create(
                Evidence(case=case, added_at=now, **{f: getattr(old, f) for f in fields})
                for old in renews.evidence.all()
            )
        record(actor=actor, verb="verification.opened", subject=case, data={"level": level}, now=now)
    return case


def _lock_for_change(actor: Actor, case: VerificationCase) -> VerificationCase:
    locked = VerificationCase.objects.select_for_update().get(pk=case.pk)
    if actor.user is None or not APPLICANT.admits(locked, actor):
        raise NotAllowed([str(APPLICANT.label)])
    if locked.state not in EDITABLE_STATES:
        raise WrongState(locked.get_state_display())
    return locked


def add_evidence(
    *,
    actor: Actor,
    case: VerificationCase,
    kind: str,
    now: datetime,
    upload: UploadedFile[Any] | None = None,
    link: str = "",
    issuer: str = "",
    issued_date: date | None = None,
) -> Evidence:
    """Add a file, a link, or both. Raises UnacceptableFile, NotAllowed, WrongState or GuardsUnmet (too many)."""
    received = receive(upload) if upload is not None else None
    try:
        return _keep_evidence(actor, case, received, now, kind=kind, link=link, issuer=issuer, issued_date=issued_date)
    except BaseException:
        if received is not None:
            discard(received)
        raise


def _keep_evidence(
    actor: Actor, case: VerificationCase, received: Received | None, now: datetime, **words: Any
) -> Evidence:
    with transaction.atomic():
        locked = _lock_for_change(actor, case)
        if locked.evidence.count() >= EVIDENCE_MAXIMUM:
            raise GuardsUnmet([_("Remove evidence that nobody needs first: twenty pieces are kept.")])
        file = None
        if received is not None:
            file = keep_file(actor=actor, received=received, organisation=locked.organisation, subject=locked, now=now)
        evidence = Evidence.objects.create(case=locked, file=file, added_at=now, **words)
        data = {"kind": words["kind"]}
        record(actor=actor, verb="verification.evidence_added", subject=locked, data=data, now=now)
    return evidence


def remove_evidence(*, actor: Actor, case: VerificationCase, evidence_id: int, now: datetime) -> None:
    """Take a piece of evidence out, and its file unless another case shows it too. One that is gone already is no error.

    Raises NotAllowed or WrongState.
    """
    with transaction.atomic():
        locked = _lock_for_change(actor, case)
        evidence = locked.evidence.select_related("file").filter(pk=evidence_id).first()
        if evidence:
            evidence.delete()
            if evidence.file and not Evidence.objects.filter(file=evidence.file).exists():
                delete_file(actor=actor, file=evidence.file, now=now)
            data = {"kind": evidence.kind}
            record(actor=actor, verb="verification.evidence_removed", subject=locked, data=data, now=now)


def approve_case(*, actor: Actor, case: VerificationCase, now: datetime, **decision: Any) -> None:
    """Give a level until a day; it takes the place of the one the organisation had. Raises what `fire` raises."""
    with transaction.atomic():
        # what was checked stands still meanwhile
        Organisation.objects.select_for_update(no_key=True).get(pk=case.organisation_id)
        end_former(case, now)
        fire(case, "approve", actor, now, **decision)


def end_because_facts_changed(*, organisation: Organisation, now: datetime) -> None:
    """End the verification of an organisation that changed what was checked; nothing when it is not verified."""
    case = VerificationCase.objects.filter(organisation=organisation, state=CaseState.APPROVED).first()
    if case is not None:
        fire(case, "end", Actor.system(), now, cause=EndCause.FACTS)


def note_look(*, actor: Actor, case: VerificationCase, now: datetime, evidence: Evidence | None = None) -> None:
    """Keep that a verifier looked at a case or opened a file of it. Raises NotAllowed for anybody else."""
    if not is_verifier(case, actor.user):
        raise NotAllowed([str(VERIFIER.label)])
    verb = "verification.evidence_opened" if evidence else "verification.case_opened"
    seen = history_of(case).filter(verb=verb, actor_user=actor.user, at__gt=now - ONE_LOOK)
    if evidence is None and seen.exists():
        return
    with transaction.atomic():
        data = {"evidence": evidence.pk} if evidence else {}
        record(actor=actor, verb=verb, subject=case, data=data, now=now)
