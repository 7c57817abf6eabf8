"""Asking to join an organisation that exists already, and the answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hub.accounts.enums import JoinState, MemberRole
from hub.accounts.models import JoinRequest, Organisation, User
from hub.accounts.queries.organisations import admins_of
from hub.accounts.services.members import admit
from hub.accounts.standing import belongs_to
from hub.activity.services import record
from hub.common.actors import Actor
from hub.notifications.services import notify
from hub.outbox.services import enqueue
from hub.workflow.errors import GuardsUnmet
from hub.workflow.services import fire

OPEN_MAXIMUM = 10


def ask_to_join(*, actor: Actor, organisation: Organisation, message: str, now: datetime) -> JoinRequest:
    """Ask the administrators to become a member; an open request stays the one there is.

    Raises GuardsUnmet for members, and for people who wait for many answers already.
    """
    person = actor.someone
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)  # one request at a time: two clicks are one
        if belongs_to(person, organisation.pk):
            raise GuardsUnmet([_("You are a member already.")])
        mine = JoinRequest.objects.filter(user=person, state=JoinState.ASKED)
        if there := mine.filter(organisation=organisation).first():
            return there
        if mine.count() >= OPEN_MAXIMUM:
            raise GuardsUnmet([_("Ten requests of yours wait for an answer. Take one back first.")])
        request = JoinRequest.objects.create(organisation=organisation, user=person, message=message, created_at=now)
        record(actor=Actor.person(person), verb="join_request.made", subject=request, now=now)
        payload = {"request": request.public_id, "what": "asked"}
        enqueue(kind="accounts.tell_join", payload=payload, key=f"join:{request.public_id}:asked", queue="mail")
    return request


def accept_join(*, actor: Actor, join_request: JoinRequest, now: datetime) -> None:
    """Accept a request: the person becomes a member. Raises NotAllowed or WrongState."""
    with transaction.atomic():
        fire(join_request, "accept", actor, now)
        admit(actor, join_request.organisation, join_request.user, MemberRole.MEMBER, now)


def tell_about_join(*, public_id: str, what: str, now: datetime) -> None:
    """Tell the administrators of a new request, and the person who asked of the answer."""
    request = JoinRequest.objects.select_related("organisation", "user").get(public_id=public_id)
    readers = admins_of(request.organisation_id) if what == "asked" else [request.user]
    for reader in readers:
        notify(
            kind=f"join.{what}",
            reader=reader,
            subject=request,
            key=f"join:{request.public_id}:{what}",
            context={"request": request, "organisation": request.organisation, "asker": request.user},
            now=now,
        )
