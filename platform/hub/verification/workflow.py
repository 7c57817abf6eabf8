"""The life of a verification case: one verifier checks, another one decides, the clock ends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import VerificationLevel
from hub.accounts.services.organisations import set_verification_level
from hub.common.actors import Actor
from hub.outbox.services import enqueue
from hub.verification.enums import CaseState as S
from hub.verification.enums import EndCause
from hub.verification.levels import MEANINGS
from hub.verification.models import VerificationCase
from hub.verification.rules import APPLICANT, CHECKER, DECIDER, VERIFIER
from hub.verification.stated_facts import changed_facts, facts_of, numbers_of
from hub.workflow.machine import CLOCK, Guard, Machine, Reminder, Text, Transition, register
from hub.workflow.services import fire

Data = dict[str, Any]
UNDO = timedelta(minutes=10)
EXPECTED = timedelta(days=5)  # what the association promises between two steps of the desk
REMIND_BEFORE = (timedelta(days=60), timedelta(days=30), timedelta(days=7))


def _lacks_evidence(case: VerificationCase, now: datetime, data: Data) -> Text | None:
    needs = set(MEANINGS[VerificationLevel(case.level_sought)].needs)
    if needs <= set(case.evidence.values_list("kind", flat=True)):
        return None
    return _("Add the evidence that this level needs; the list beside the form says which.")


def _lacks_facts(case: VerificationCase, now: datetime, data: Data) -> Text | None:
    organisation = case.organisation
    if case.level_sought == VerificationLevel.CONTACT:
        known = organisation.website or organisation.phone or case.evidence.exists()
        return (
            None
            if known
            else _("Add a website or a telephone number to the organisation's data, or a proof of contact.")
        )
    return None if organisation.identifiers.exists() else _("Add a registration number to the organisation's data.")


def _level_too_high(case: VerificationCase, now: datetime, data: Data) -> Text | None:
    given = data.get("level_given", case.level_sought)
    return None if given <= case.level_sought else _("Give at most the level that was asked for.")


def _ends_wrongly(case: VerificationCase, now: datetime, data: Data) -> Text | None:
    until = data.get("valid_until")
    if until is None or now < until <= now + _longest(case, data):
        return None
    return _("The end must lie in the future and within the longest time of the level.")


def _facts_changed(case: VerificationCase, now: datetime, data: Data) -> Text | None:
    if changed_facts(case):
        return _("Return the case: the organisation changed its data since it was submitted.")
    if changed_facts(case, data.get("level_given")):
        return _("Return the case, or give a higher level: its website or telephone changed since it was submitted.")
    return None


def _still_valid(case: VerificationCase, now: datetime, data: Data) -> Text | None:
    return None if case.valid_until and case.valid_until <= now else _("Its time is not over.")


def _longest(case: VerificationCase, data: Data) -> timedelta:
    return MEANINGS[VerificationLevel(data.get("level_given", case.level_sought))].longest


def _set(**values: Any) -> Callable[[VerificationCase, Actor, datetime, Data], None]:
    """Return the effect that writes fields; a callable value is asked with (case, actor, now, data)."""

    def effect(case: VerificationCase, actor: Actor, now: datetime, data: Data) -> None:
        for field, value in values.items():
            setattr(case, field, value(case, actor, now, data) if callable(value) else value)
        case.save(update_fields=list(values))

    return effect


def _facts(case: VerificationCase, actor: Actor, now: datetime, data: Data) -> Data:
    return facts_of(case.organisation)


def _me(case: VerificationCase, actor: Actor, now: datetime, data: Data) -> Any:
    return actor.user


def _moment(case: VerificationCase, actor: Actor, now: datetime, data: Data) -> datetime:
    return now


def _given(name: str) -> Callable[[VerificationCase, Actor, datetime, Data], Any]:
    return lambda case, actor, now, data: data.get(name, "")


def _cause(case: VerificationCase, actor: Actor, now: datetime, data: Data) -> EndCause:
    return EndCause(data.get("cause", EndCause.DECISION))


def _level(case: VerificationCase, actor: Actor, now: datetime, data: Data) -> int:
    return int(data.get("level_given", case.level_sought))


def _until(case: VerificationCase, actor: Actor, now: datetime, data: Data) -> datetime:
    until: datetime = data.get("valid_until") or now + _longest(case, data)
    return until


def _kinds(case: VerificationCase, actor: Actor, now: datetime, data: Data) -> list[str]:
    return sorted(set(case.evidence.values_list("kind", flat=True)))


def _give_level(case: VerificationCase, actor: Actor, now: datetime, data: Data) -> None:
    level, until = case.level_given or 0, case.valid_until
    numbers = numbers_of(case) if level >= VerificationLevel.DOCUMENTS else []
    set_verification_level(
        actor=actor, organisation=case.organisation, level=level, until=until, checked_numbers=numbers, now=now
    )


def _take_level(case: VerificationCase, actor: Actor, now: datetime, data: Data) -> None:
    if not data.get("quietly"):  # another case takes its place at once
        set_verification_level(actor=actor, organisation=case.organisation, level=0, now=now)


def _tell(what: str) -> Callable[[VerificationCase, Actor, datetime, Data], None]:
    def effect(case: VerificationCase, actor: Actor, now: datetime, data: Data) -> None:
        if data.get("quietly"):
            return
        key = f"verification:{what}:{case.public_id}:{now.isoformat()}"
        enqueue(kind="verification.tell", payload={"what": what, "case": case.public_id}, key=key, queue="mail")

    return effect


def end_former(case: VerificationCase, now: datetime) -> None:
    """End the case in force of the same organisation, before another one takes its place."""
    former = VerificationCase.objects.filter(organisation_id=case.organisation_id, state=S.APPROVED).first()
    if former is not None:
        fire(former, "end", Actor.system(), now, cause=EndCause.RENEWAL, quietly=True)


REPORT = _set(findings=_given("findings"), checked_at=_moment)
DECIDE = _set(decider=_me, decided_at=_moment, reasons=_given("reasons"))
UNDECIDE = _set(decider=None, decided_at=None, reasons="")
GRANT = _set(level_given=_level, valid_until=_until, evidence_kinds=_kinds)

CASE = register(
    Machine(
        VerificationCase,
        (
            Transition(
                "submit",
                (S.DRAFT, S.RETURNED),
                S.SUBMITTED,
                (APPLICANT,),
                _("Submit for verification"),
                "verification.submitted",
                (Guard("facts", _lacks_facts), Guard("evidence", _lacks_evidence)),
                (
                    _set(submitted_at=_moment, facts=_facts, checker=None, findings="", checked_at=None),
                    _tell("submitted"),
                ),
                primary=True,
                todo=_("Finish the verification of"),
            ),
            Transition(
                "withdraw",
                (S.DRAFT, S.SUBMITTED, S.IN_CHECK, S.CHECKED, S.RETURNED),
                S.WITHDRAWN,
                (APPLICANT,),
                _("Withdraw the case"),
                "verification.withdrawn",
                explain=_(
                    "Nobody checks it any more. A present verification stays; you can start a new case at any time."
                ),
                danger=True,
            ),
            Transition(
                "start_check",
                (S.SUBMITTED,),
                S.IN_CHECK,
                (VERIFIER,),
                _("Check this case"),
                "verification.check_started",
                effects=(_set(checker=_me),),
                primary=True,
                due=EXPECTED,
                todo=_("Check"),
            ),
            Transition(
                "hand_back",
                (S.IN_CHECK,),
                S.SUBMITTED,
                (VERIFIER,),
                _("Give it back to the queue"),
                "verification.handed_back",
                effects=(_set(checker=None),),
            ),
            Transition(
                "report",
                (S.IN_CHECK,),
                S.CHECKED,
                (CHECKER,),
                _("Report the check"),
                "verification.checked",
                (Guard("facts", _facts_changed),),
                (REPORT,),
                explain=_("Another verifier reads your findings and decides."),
                primary=True,
                due=EXPECTED,
                todo=_("Finish the check of"),
            ),
            Transition(
                "approve",
                (S.CHECKED,),
                S.APPROVED,
                (DECIDER,),
                _("Approve"),
                "verification.approved",
                (Guard("facts", _facts_changed), Guard("level", _level_too_high), Guard("end", _ends_wrongly)),
                (DECIDE, GRANT, _give_level, _tell("approved")),
                explain=_("The level shows on every page of the organisation until the day you set."),
                primary=True,
                due=EXPECTED,
                todo=_("Decide on"),
            ),
            Transition(
                "return",
                (S.IN_CHECK, S.CHECKED),
                S.RETURNED,
                (CHECKER, DECIDER),
                _("Return for changes"),
                "verification.returned",
                effects=(DECIDE, _tell("returned")),
                explain=_("The organisation reads your reasons, mends the case and submits it again."),
            ),
            Transition(
                "refuse",
                (S.CHECKED,),
                S.REFUSED,
                (DECIDER,),
                _("Refuse"),
                "verification.refused",
                effects=(DECIDE, _tell("refused")),
                explain=_("The case ends here. The organisation reads your reasons and may start a new case."),
                danger=True,
                undo_within=UNDO,
                undo_effects=(UNDECIDE,),
            ),
            Transition(
                "expire",
                (S.APPROVED,),
                S.EXPIRED,
                (CLOCK,),
                _("Expire"),
                "verification.expired",
                (Guard("over", _still_valid),),
                (_take_level, _tell("expired")),
                timeout="valid_until",
                reminders=tuple(Reminder(before, (APPLICANT,)) for before in REMIND_BEFORE),
            ),
            Transition(
                "end",
                (S.APPROVED,),
                S.ENDED,
                (VERIFIER, CLOCK),
                _("End the verification"),
                "verification.ended",
                effects=(_set(end_cause=_cause, end_reasons=_given("reasons")), _take_level, _tell("ended")),
                explain=_("The level disappears at once. The organisation reads your reasons."),
                danger=True,
            ),
        ),
        under="organisation",
    )
)
