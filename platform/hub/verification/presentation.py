"""A case on pages: its history, its age, and why it is somebody's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hub.accounts.models import Organisation
from hub.activity.models import Activity
from hub.activity.words import word_for
from hub.common.templatetags.text_lang import in_its_language
from hub.verification.enums import CaseState
from hub.verification.models import VerificationCase
from hub.verification.rules import is_checker, is_verifier
from hub.verification.stated_facts import changed_facts, stated_identifiers, stated_organisation
from hub.workflow.deadlines import deadline_of
from hub.workflow.machine import machine_of

NEXT_STEP = {CaseState.SUBMITTED: "start_check", CaseState.IN_CHECK: "report", CaseState.CHECKED: "approve"}


def acts_of(history: Iterable[Activity], *, inside: bool) -> list[dict[str, Any]]:
    """Return acts as rows of a timeline. Names of verifiers are for verifiers (`inside`) only."""
    return [
        {
            "time_label": date_format(localtime(act.at), "SHORT_DATETIME_FORMAT"),
            "datetime": act.at.isoformat(),
            "text": word_for(act.verb),
            "who": _author(act, inside=inside),
        }
        for act in history
    ]


def _author(act: Activity, *, inside: bool) -> Any:
    if act.actor_user is None:
        return act.get_actor_kind_display()
    own = act.verb in {
        "verification.opened",
        "verification.evidence_added",
        "verification.evidence_removed",
        "verification.submitted",
        "verification.withdrawn",
    }
    return in_its_language(act.actor_user.name) if inside or own else _("A verifier of the association")


def row_of(case: VerificationCase, user: Any, now: datetime) -> dict[str, Any]:
    """Return a case as the queue shows it: age, deadline, why it is this reader's."""
    step = machine_of(case).by_name[NEXT_STEP[CaseState(case.state)]] if case.state in NEXT_STEP else None
    deadline = deadline_of(case, step) if step else None
    return {
        "case": case,
        "age": timesince(case.submitted_at or case.created_at, now),
        "deadline": deadline,
        "overdue": deadline is not None and deadline < now,
        "why": why_mine(case, user),
    }


def why_mine(case: VerificationCase, user: Any) -> str:
    """Say why a case is on somebody's desk."""
    if not is_verifier(case, user):
        return _("It is your own organisation's: another verifier judges it.")
    if case.state == CaseState.SUBMITTED:
        return _("Nobody checks it yet.")
    if case.state == CaseState.IN_CHECK:
        return _("You check it.") if is_checker(case, user) else _("Another verifier checks it.")
    if case.state == CaseState.CHECKED:
        return (
            _("You checked it; another verifier decides.")
            if is_checker(case, user)
            else _("It is checked; you can decide, because you did not check it.")
        )
    return _("It waits for nobody here.")


def changes_since_submitted(case: VerificationCase) -> list[dict[str, Any]]:
    """Return what the organisation says otherwise now than when it submitted, as rows of the component `diff`."""
    then, now = stated_organisation(case), case.organisation
    numbers = (stated_identifiers(case), list(now.identifiers.order_by("id")))
    rows = []
    for field in changed_facts(case):
        label, texts = _("Registration numbers"), [", ".join(i.value for i in some) for some in numbers]
        if field != "numbers":
            known: Any = Organisation._meta.get_field(field)
            label, texts = str(known.verbose_name), [_shown(o, field) for o in (then, now)]
        kinds = zip(("removed", "added"), texts, strict=True)
        rows.append({"label": label, "pieces": [{"kind": kind, "text": text or "–"} for kind, text in kinds]})
    return rows


def _shown(organisation: Organisation, field: str) -> str:
    words = getattr(organisation, f"get_{field}_display", None)
    return str(words() if words else getattr(organisation, field))
