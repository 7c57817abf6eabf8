"""Open a conversation, send into it, read it, and say who one is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.functional import Promise

from hub.activity.services import record
from hub.common.actors import Actor
from hub.messaging import subjects
from hub.messaging.enums import EventKind
from hub.messaging.models import Conversation, ConversationEvent, Participant
from hub.messaging.queries import own_ids, participations, visible_to
from hub.messaging.rules import body_problem, clean_body, language_of, my_participant
from hub.messaging.services.mails import announce_by_mail
from hub.outbox.services import enqueue

if TYPE_CHECKING:
    from hub.accounts.models import Organisation, User


class NotAParticipant(Exception):
    """The actor belongs to no organisation of the conversation. Pages answer 404."""


class UnacceptableMessage(Exception):
    """The text cannot be sent; `reason` says why, as a sentence for its author."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(str(reason))
        self.reason = reason


def open_conversation(
    *,
    actor: Actor,
    subject: models.Model | None,
    organisations: Sequence[Organisation],
    first_message: str,
    client_uuid: UUID,
    now: datetime,
    alias: str = "",
) -> Conversation:
    """Open a conversation between the actor's organisation and others, with its first message, and return it.

    Opening again with the same `client_uuid` returns the first conversation and does nothing else. `alias`, a short code, stands for the
    names of the actor's side from the others until `reveal_organisation`. Raises UnacceptableMessage for the text and
    ValueError when nobody else takes part.
    """
    user, opener = _person_of(actor), actor.organisation
    if opener is None:
        raise NotAParticipant
    others = {o.pk: o for o in organisations if o.pk != opener.pk}
    if not others:
        raise ValueError("a conversation needs another organisation")
    body = _acceptable(first_message)
    about = {"subject_type": ContentType.objects.get_for_model(subject), "subject_id": subject.pk} if subject else {}
    with transaction.atomic():
        conversation, is_new = Conversation.objects.get_or_create(
            opened_by=opener, opening_uuid=client_uuid, defaults={**about, "created_at": now, "last_event_at": now}
        )
        if not is_new:
            return conversation
        sender = Participant.objects.create(conversation=conversation, organisation=opener, alias_until_reveal=alias)
        Participant.objects.bulk_create(Participant(conversation=conversation, organisation=o) for o in others.values())
        record(actor=actor, verb="conversation.opened", subject=conversation, now=now)
        _append(conversation, sender, user, EventKind.CREATED, body, client_uuid, now)
    return conversation


def send_message(
    *, actor: Actor, conversation: Conversation, body: str, client_uuid: UUID, now: datetime
) -> ConversationEvent:
    """Add a message to a conversation and return its event; sent again with the same `client_uuid`, the first one.

    The conversation's row is locked, so its events have one order. Sockets are poked and absent readers get a mail,
    both through the outbox. Raises UnacceptableMessage (empty, or over 5,000 characters) and NotAParticipant.
    """
    user = _person_of(actor)
    text = _acceptable(body)
    with transaction.atomic():
        locked = visible_to(user).select_for_update(no_key=True, of=("self",)).filter(pk=conversation.pk).first()
        if locked is None:
            raise NotAParticipant
        sender = my_participant(locked.participants.order_by("id"), own_ids(user), user, actor.organisation)
        if sender is None:
            raise NotAParticipant
        earlier = ConversationEvent.objects.filter(conversation=locked, sender=sender, client_uuid=client_uuid).first()
        if earlier is not None:
            earlier.is_replay = True
            return earlier
        event = _append(locked, sender, user, EventKind.MESSAGE, text, client_uuid, now)
        record(actor=actor, verb="conversation.message_sent", subject=locked, data={"seq": event.seq}, now=now)
        subjects.message_sent(locked.subject, actor, now)
    conversation.last_seq, conversation.last_event_at = event.seq, now
    return event


def mark_read(*, actor: Actor, conversation: Conversation, seq: int, now: datetime) -> None:
    """Note that the actor's side has read up to `seq`; numbers that are older or do not exist yet change nothing."""
    newest = Conversation.objects.values_list("last_seq", flat=True).get(pk=conversation.pk)
    mine = participations(_person_of(actor)).filter(conversation=conversation)
    mine.filter(last_read_seq__lt=min(seq, newest)).update(last_read_seq=min(seq, newest), last_read_at=now)


def reveal_organisation(*, actor: Actor, conversation: Conversation, now: datetime) -> None:
    """Take the alias off the actor's side: from now on the others see its names, also on earlier messages.

    Raises NotAParticipant. A side without an alias stays as it is.
    """
    user = _person_of(actor)
    with transaction.atomic():
        locked = Conversation.objects.select_for_update(no_key=True).get(pk=conversation.pk)
        mine = my_participant(locked.participants.order_by("id"), own_ids(user), user, actor.organisation)
        if mine is None:
            raise NotAParticipant
        if mine.alias_until_reveal:
            mine.alias_until_reveal = ""
            mine.save(update_fields=["alias_until_reveal"])
            record(actor=actor, verb="conversation.revealed", subject=locked, now=now)


def group_of(public_id: str) -> str:
    """Return the name of the channel group that a conversation's sockets join."""
    return f"conversation.{public_id}"


def _person_of(actor: Actor) -> User:
    if actor.user is None:
        raise NotAParticipant
    return actor.user


def _acceptable(text: str) -> str:
    body = clean_body(text)
    problem = body_problem(body)
    if problem is not None:
        raise UnacceptableMessage(problem)
    return body


def _append(
    conversation: Conversation,
    sender: Participant,
    person: User,
    kind: EventKind,
    body: str,
    client_uuid: UUID,
    now: datetime,
) -> ConversationEvent:
    """Write the next event of a locked (or new) conversation, poke its sockets and plan the mails."""
    this = Conversation.objects.filter(pk=conversation.pk)
    this.update(last_seq=models.F("last_seq") + 1, last_event_at=now)
    conversation.last_seq, conversation.last_event_at = this.values_list("last_seq", flat=True).get(), now
    event = ConversationEvent.objects.create(
        conversation=conversation,
        seq=conversation.last_seq,
        kind=kind,
        sender=sender,
        person=person,
        body=body,
        lang=language_of(body),
        client_uuid=client_uuid,
        created_at=now,
    )
    # Who writes has read what stood there, unless something came in between that they may not have seen.
    up_to_date = Participant.objects.filter(pk=sender.pk, last_read_seq=event.seq - 1)
    up_to_date.update(last_read_seq=event.seq, last_read_at=now)
    enqueue(
        kind="realtime.poke",
        payload={
            "group": group_of(conversation.public_id),
            "message": {"type": "conversation.poke", "seq": event.seq},
        },
        key=f"conversation.poke:{event.pk}",
        queue="realtime",
    )
    announce_by_mail(conversation, sender=sender, now=now)
    return event
