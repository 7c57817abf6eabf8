"""The life of a request to join an organisation."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import JoinState as S
from hub.accounts.enums import MemberRole
from hub.accounts.models import JoinRequest, User
from hub.accounts.standing import administers, memberships_of
from hub.common.actors import Actor
from hub.outbox.services import enqueue
from hub.workflow.machine import Machine, Reminder, Transition, Who, register

OPEN = timedelta(days=14)
UNDO = timedelta(minutes=10)


def _rows_to_answer(user: Any) -> Q | None:
    mine = [m.organisation_id for m in memberships_of(user) if m.role == MemberRole.ADMIN]
    return Q(organisation__in=mine) if mine else None


ADMIN = Who(
    "organisation-admin",
    _("administrators of the organisation"),
    lambda asked, user: administers(user, asked.organisation_id),
    rows=_rows_to_answer,
    people=lambda asked: User.objects.filter(
        memberships__organisation_id=asked.organisation_id, memberships__role=MemberRole.ADMIN, is_active=True
    ),
)
ASKER = Who("asker", _("the person who asked"), lambda asked, user: asked.user_id == user.pk)


def _stamp(asked: JoinRequest, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    asked.decided_at = now
    asked.save(update_fields=["decided_at"])


def _unstamp(asked: JoinRequest, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    asked.decided_at = None
    asked.save(update_fields=["decided_at"])


def _tell(asked: JoinRequest, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    payload = {"request": asked.public_id, "what": asked.state}
    key = f"join:{asked.public_id}:{asked.state}"
    enqueue(kind="accounts.tell_join", payload=payload, key=key, queue="mail")


JOINING = register(
    Machine(
        JoinRequest,
        (
            Transition(
                "accept",
                (S.ASKED,),
                S.ACCEPTED,
                (ADMIN,),
                _("Accept as a member"),
                "join_request.accepted",
                effects=(_stamp, _tell),
                primary=True,
                todo=_("Answer the request to join"),
                due=OPEN,
                reminders=(Reminder(timedelta(days=7), (ADMIN,)),),
            ),
            Transition(
                "decline",
                (S.ASKED,),
                S.DECLINED,
                (ADMIN,),
                _("Decline"),
                "join_request.declined",
                effects=(_stamp, _tell),
                undo_within=UNDO,
                undo_effects=(_unstamp,),
            ),
            Transition(
                "withdraw",
                (S.ASKED,),
                S.WITHDRAWN,
                (ASKER,),
                _("Take the request back"),
                "join_request.withdrawn",
                effects=(_stamp,),
            ),
        ),
    )
)
