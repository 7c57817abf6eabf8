"""The life of an enquiry; `workflow.py` registers it with that of a listing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.common.actors import Actor
from hub.outbox.services import enqueue
from hub.workflow.errors import GuardsUnmet
from hub.workflow.machine import Machine, Transition, register
from ip_transfer.enums import OPEN_ENQUIRIES, CloseReason, Reason
from ip_transfer.enums import EnquiryState as E
from ip_transfer.models import Enquiry
from ip_transfer.models.enquiries import ANSWER_WITHIN
from ip_transfer.rules import BUYER, CHOOSING_SELLER, SELLER

UNDO = timedelta(minutes=10)


def _stamp(field: str) -> Any:
    def effect(enquiry: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
        setattr(enquiry, field, now)
        enquiry.save(update_fields=[field])

    return effect


def _tell_buyer(enquiry: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    payload = {"what": "qualified", "enquiry": enquiry.public_id}
    enqueue(kind="ip_transfer.tell", payload=payload, key=f"qualified:{enquiry.public_id}", queue="mail")


def _end(known: frozenset[str]) -> Any:
    """Note why and by whom it ended; what was open to the buyer is open no longer. Refused without one of the known reasons."""

    def effect(enquiry: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
        enquiry.reason, enquiry.note = data.get("reason_code", ""), data.get("note", "")
        if enquiry.reason not in known:
            raise GuardsUnmet([gettext("Choose a reason.")])
        sides = {enquiry.organisation_id, enquiry.listing.organisation_id}
        acting = actor.organisation.pk if actor.organisation else None
        enquiry.ended_by_id = acting if acting in sides else None
        enquiry.ended_at = now
        enquiry.save(update_fields=["reason", "note", "ended_by", "ended_at"])

    return effect


def _unend(enquiry: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    enquiry.reason, enquiry.note, enquiry.ended_by, enquiry.ended_at = "", "", None, None
    enquiry.save(update_fields=["reason", "note", "ended_by", "ended_at"])


ENQUIRY = register(
    Machine(
        Enquiry,
        (
            Transition(
                "answer",
                (E.NEW,),
                E.ANSWERED,
                (SELLER,),
                _("Answer"),
                "enquiry.answered",
                (),
                (_stamp("answered_at"),),
                article="transfer-rules/6",
                todo=_("Answer the enquiry"),
                due=ANSWER_WITHIN,
            ),
            Transition(
                "qualify",
                (E.NEW, E.ANSWERED),
                E.QUALIFIED,
                (SELLER,),
                _("Take further"),
                "enquiry.qualified",
                (),
                (_stamp("qualified_at"), _tell_buyer),
                primary=True,
                explain=_(
                    "You want to go on with this organisation. It hears of it, and can show its name if it kept it back."
                ),
            ),
            Transition(
                "refuse",
                OPEN_ENQUIRIES,
                E.REFUSED,
                (BUYER, CHOOSING_SELLER),
                _("Do not go further"),
                "enquiry.refused",
                (),
                (_end(frozenset(Reason.values)),),
                undo_within=UNDO,
                undo_effects=(_unend,),
            ),
            Transition(
                "close",
                OPEN_ENQUIRIES,
                E.CLOSED,
                (BUYER, SELLER),
                _("Close the enquiry"),
                "enquiry.closed",
                (),
                (_end(frozenset(CloseReason.values)),),
                undo_within=UNDO,
                undo_effects=(_unend,),
            ),
            Transition(
                "report_spam",
                (E.NEW, E.ANSWERED),
                E.SPAM,
                (SELLER,),
                _("Report as spam"),
                "enquiry.reported",
                (),
                (_end(frozenset({""})),),
                explain=_("The talk ends, and the association’s staff see the report."),
                danger=True,
                undo_within=UNDO,
                undo_effects=(_unend,),
            ),
        ),
    )
)
