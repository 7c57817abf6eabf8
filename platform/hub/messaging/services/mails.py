"""Mail for those who do not look: at most one per side of a conversation in fifteen minutes, none for what was read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.text import Truncator

from hub.accounts.queries import members_of
from hub.messaging.models import Conversation, ConversationEvent, Participant
from hub.messaging.queries import own_ids
from hub.messaging.rules import name_for
from hub.messaging.subjects import card_for
from hub.notifications.services import notify
from hub.outbox.services import enqueue

if TYPE_CHECKING:
    from hub.accounts.models import User

PAUSE = timedelta(minutes=15)
EXCERPT_CHARACTERS = 200


def announce_by_mail(conversation: Conversation, *, sender: Participant, now: datetime) -> None:
    """Plan a mail to every other side: at once, or at the end of the pause that the last one began.

    A mail that is still planned covers this message too. The conversation must be locked by the caller.
    """
    for side in Participant.objects.filter(conversation=conversation).exclude(pk=sender.pk):
        if side.mail_due_at is not None and side.mail_due_at > now:
            continue
        due = now if side.mail_due_at is None else max(now, side.mail_due_at + PAUSE)
        Participant.objects.filter(pk=side.pk).update(mail_due_at=due)
        enqueue(
            kind="conversation.mail",
            payload={"participant": side.pk},
            key=f"conversation.mail:{side.pk}:{int(due.timestamp() * 1000)}",
            queue="mail",
            due_at=due if due > now else None,
        )


def mail_unread(*, participant_id: int, key: str, now: datetime) -> int:
    """Tell each member of a side with unread messages, in their language; return how many were told."""
    side = Participant.objects.select_related("conversation", "organisation").get(pk=participant_id)
    newer = ConversationEvent.objects.filter(conversation=side.conversation, seq__gt=side.last_read_seq)
    unread = newer.exclude(sender=side)
    newest = unread.select_related("sender__organisation", "person").order_by("-seq").first()
    if newest is None:
        return 0
    readers = members_of(side.organisation_id)
    if side.person_id is not None:
        readers = readers.filter(pk=side.person_id)
    for reader in readers:
        with translation.override(reader.language):
            context = _words(side.conversation, newest, unread.count(), reader)
        notify(
            kind="conversation.new_messages",
            reader=reader,
            subject=side.conversation,
            context=context,
            key=key,
            now=now,
        )
    return len(readers)


def _words(conversation: Conversation, newest: ConversationEvent, count: int, reader: User) -> dict[str, Any]:
    card = card_for(conversation.subject, reader)
    return {
        "conversation": conversation,
        "sender": name_for(newest.sender, own_ids(reader)).text,
        "subject_title": card.title if card else "",
        "count": count,
        "excerpt": Truncator(newest.body).chars(EXCERPT_CHARACTERS),
    }
