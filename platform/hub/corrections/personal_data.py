"""What reports of wrong facts hold of a person: the words of the reports they sent, and which ones they judged."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hub.accounts.own_data import PersonalData, register
from hub.common.actors import Actor
from hub.corrections.enums import CorrectionState
from hub.corrections.models import Correction
from hub.workflow.services import fire


def _reports(user: Any) -> dict[str, Any]:
    sent = Correction.objects.filter(reported_by=user).order_by("id")
    judged = Correction.objects.filter(decided_by=user).order_by("id")
    return {
        "sent": list(sent.values("public_id", "fact", "source", "state", "reason", "answer", "created_at")),
        "judged": list(judged.values("public_id", "state", "reason", "answer")),
    }


def _forget_reports(user: Any, now: datetime) -> None:
    """Withdraw what nobody judged yet and wipe the words; that there was a report stays."""
    for correction in Correction.objects.filter(reported_by=user, state=CorrectionState.OPEN):
        fire(correction, "withdraw", Actor.person(user), now)
    Correction.objects.filter(reported_by=user).update(fact="", source="")


register(
    PersonalData(
        "reports_of_wrong_facts",
        ("corrections.Correction.reported_by", "corrections.Correction.decided_by"),
        _reports,
        _forget_reports,
    )
)
