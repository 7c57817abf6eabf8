"""Verbs on conversations."""

from hub.messaging.services.conversations import (
    NotAParticipant,
    UnacceptableMessage,
    mark_read,
    open_conversation,
    reveal_organisation,
    send_message,
)
from hub.messaging.services.mails import mail_unread

__all__ = [
    "NotAParticipant",
    "UnacceptableMessage",
    "mail_unread",
    "mark_read",
    "open_conversation",
    "reveal_organisation",
    "send_message",
]
