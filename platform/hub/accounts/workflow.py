"""The life of a request to join an organisation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import JoinState as S
from hub.accounts.models import JoinRequest
from hub.accounts.standing import administers
from hub.common.actors import Actor
from hub.outbox.services import enqueue
from hub.workflow.machine import Machine, Transition, Who, register

ADMIN = Who(
    "organisation-admin",
    _("administrators of the organisation"),
    lambda asked, user: administers(user, asked.organisation_id),
)
ASKER = Who("asker", _("the person who asked"), lambda asked, user: asked.user_id == user.pk)


def _stamp(asked: JoinRequest, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    asked.decided_at = now
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
            ),
            Transition(
                "decline",
                (S.ASKED,),
                S.DECLINED,
                (ADMIN,),
                _("Decline"),
                "join_request.declined",
                effects=(_stamp, _tell),
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
