"""Sides and conversations, made by the services that make them in life."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.utils import timezone

from hub.common.actors import Actor
from hub.messaging.models import Conversation, ConversationEvent
from hub.messaging.services import open_conversation, send_message
from tests.factories.accounts import make_organisation, make_user


def make_side(name: str = "Meridian Optics", person: str = "Lin Wei", **fields: Any) -> Actor:
    """Return a person acting for an organisation of their own; `fields` are the person's."""
    user = make_user(person, **fields)
    names = {"name_en": name} if name.isascii() else {"name_en": "", "name_zh": name}
    return Actor.person(user, make_organisation(admin=user, **names))


def make_conversation(
    opener: Actor,
    *others: Actor,
    text: str = "您好，想了解贵方的涂布线。",
    subject: Any = None,
    now: datetime | None = None,
    **more: Any,
) -> Conversation:
    """Return a conversation between sides, with its first message."""
    return open_conversation(
        actor=opener,
        subject=subject,
        organisations=[side.organisation for side in others if side.organisation],
        first_message=text,
        client_uuid=uuid.uuid4(),
        now=now or timezone.now(),
        **more,
    )


def say(
    actor: Actor, conversation: Conversation, text: str = "Noted.", now: datetime | None = None
) -> ConversationEvent:
    """Send a message into a conversation."""
    moment = now or timezone.now()
    return send_message(actor=actor, conversation=conversation, body=text, client_uuid=uuid.uuid4(), now=moment)
