"""Verification cases for tests, brought to their state by their own steps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.models import Organisation, User
from hub.accounts.services.organisations import add_identifier
from hub.common.actors import Actor
from hub.verification.models import VerificationCase
from hub.verification.services.cases import add_evidence, approve_case, open_case
from hub.workflow.services import fire
from tests.factories.accounts import actor_for, make_organisation, make_user
from tests.factories.uploads import make_pdf, upload


def make_verifier() -> User:
    """Make a person who verifies organisations."""
    return make_user(roles=(Role.VERIFIER,))


def make_case(
    organisation: Organisation | None = None,
    *,
    state: str = "draft",
    level: int = 2,
    checker: User | None = None,
    decider: User | None = None,
    text: str = "extract",
    now: datetime | None = None,
    **decision: Any,
) -> VerificationCase:
    """Make a case with a register extract and take it to draft, submitted, in_check, checked or approved."""
    now, organisation = now or timezone.now(), organisation or make_organisation()
    actor = actor_for(organisation)
    add_identifier(actor=actor, organisation=organisation, scheme="other", country="SG", value="201912345K", now=now)
    case = open_case(actor=actor, organisation=organisation, level=level, now=now)
    pdf = upload(make_pdf(text), f"{text}.pdf")
    add_evidence(actor=actor, case=case, kind="register", upload=pdf, issuer="ACRA", now=now)
    steps = ("draft", "submitted", "in_check", "checked", "approved").index(state)
    if steps >= 1:
        fire(case, "submit", actor, now)
    if steps >= 2:
        by = Actor.person(checker or make_verifier())
        fire(case, "start_check", by, now)
        if steps >= 3:
            fire(case, "report", by, now, findings="Agrees with the register.")
    if steps >= 4:
        approve_case(
            actor=Actor.person(decider or make_verifier()), case=case, now=now, reasons="All agrees.", **decision
        )
    return case
