"""The life of a report: an editor accepts or declines it, with a reason; the reporter is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.common.actors import Actor
from hub.corrections.enums import CorrectionState as S
from hub.corrections.models import Correction
from hub.corrections.rules import EDITOR, REPORTER
from hub.outbox.services import enqueue
from hub.workflow.machine import Machine, Reminder, Transition, register

WEEK = timedelta(days=7)
UNDO = timedelta(minutes=10)
REMINDERS = (Reminder(timedelta(days=2), (EDITOR,)),)


def _decision(correction: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "decided_by": actor.someone,
        "reason": data.get("reason_code", ""),
        "answer": data.get("answer", ""),
    }


def _forget(correction: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    correction.decided_by, correction.reason, correction.answer = None, "", ""
    correction.save(update_fields=["decided_by", "reason", "answer"])


def _tell_reporter(correction: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    key = f"corrections.decided:{correction.public_id}:{now.isoformat()}"
    enqueue(kind="corrections.decided", payload={"correction": correction.public_id}, key=key, queue="mail")


CORRECTION = register(
    Machine(
        Correction,
        (
            Transition(
                "accept",
                (S.OPEN,),
                S.ACCEPTED,
                (EDITOR,),
                _("Accept the report"),
                "correction.accepted",
                sets=_decision,
                effects=(_tell_reporter,),
                explain=_("Correct the fact first. The reporter reads your answer."),
                primary=True,
                todo=_("Judge the report"),
                due=WEEK,
                reminders=REMINDERS,
                undo_within=UNDO,
                undo_effects=(_forget,),
            ),
            Transition(
                "decline",
                (S.OPEN,),
                S.DECLINED,
                (EDITOR,),
                _("Decline the report"),
                "correction.declined",
                sets=_decision,
                effects=(_tell_reporter,),
                explain=_("The fact stays as it is. The reporter reads the reason and your answer."),
                undo_within=UNDO,
                undo_effects=(_forget,),
            ),
            Transition(
                "withdraw",
                (S.OPEN,),
                S.WITHDRAWN,
                (REPORTER,),
                _("Withdraw the report"),
                "correction.withdrawn",
            ),
        ),
    )
)
