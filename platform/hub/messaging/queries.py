"""Who may read which conversation, and what is new in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import F, Prefetch, Q, QuerySet, Sum
from django.shortcuts import get_object_or_404

from hub.accounts.models import Organisation
from hub.accounts.queries import organisations_of
from hub.accounts.rules import is_person
from hub.messaging.models import Conversation, ConversationEvent, Participant
from hub.messaging.rules import my_participant
from hub.messaging.subjects import rows_to_prefetch

LIST_ROWS = 20


def participations(user: Any) -> QuerySet[Participant]:
    """Return the participants a person speaks as: members do, unless one of them was named to."""
    alone = Q(person=None) | Q(person=user)
    return Participant.objects.filter(alone, organisation__members=user)


def visible_to(user: Any) -> QuerySet[Conversation]:
    """Return the conversations of the organisations a person belongs to; none for anybody else."""
    if not is_person(user):
        return Conversation.objects.none()
    return Conversation.objects.filter(pk__in=participations(user).values("conversation"))


def get_visible_or_404(user: Any, public_id: str) -> Conversation:
    """Return a conversation with its participants. Raises Http404 for everybody who takes no part in it."""
    return get_object_or_404(visible_to(user).prefetch_related(_participants()), public_id=public_id)


def _participants() -> Prefetch[str]:
    rows = Participant.objects.select_related("organisation").order_by("id")
    return Prefetch("participants", queryset=rows)


def own_ids(user: Any) -> frozenset[int]:
    """Return the ids of the organisations a person belongs to; names are shown to them without masks."""
    return frozenset(o.pk for o in organisations_of(user))


def events_after(conversation: Conversation, seq: int, limit: int) -> list[ConversationEvent]:
    """Return at most `limit` events with a number above `seq`, in order, with their senders."""
    events = _events(conversation).filter(seq__gt=seq).order_by("seq")
    return list(events[:limit])


def events_before(conversation: Conversation, seq: int | None, limit: int) -> list[ConversationEvent]:
    """Return the last `limit` events with a number below `seq` (None: the newest), in order, with their senders."""
    events = _events(conversation).order_by("-seq")
    if seq is not None:
        events = events.filter(seq__lt=seq)
    return list(reversed(events[:limit]))


def latest_event(conversation: Conversation, up_to: int) -> ConversationEvent | None:
    """Return the newest event with a number of at most `up_to`."""
    return ConversationEvent.objects.filter(conversation=conversation, seq__lte=up_to).order_by("-seq").first()


def _events(conversation: Conversation) -> QuerySet[ConversationEvent]:
    return ConversationEvent.objects.filter(conversation=conversation).select_related("sender__organisation", "person")


def count_unread(conversation: Conversation, participant: Participant) -> int:
    """Return how many events of others a participant has not read."""
    newer = ConversationEvent.objects.filter(conversation=conversation, seq__gt=participant.last_read_seq)
    return newer.exclude(sender=participant).count()


def open_talk(user: Any, mine: Organisation, other: Organisation) -> Conversation | None:
    """Return the liveliest conversation about nothing in particular between two organisations that a person may see."""
    between = visible_to(user).filter(subject_type=None, participants__organisation=mine)
    return between.filter(participants__organisation=other).order_by("-last_event_at", "-id").first()


@dataclass(frozen=True)
class ConversationRow:
    """A conversation as a list shows it: whom one speaks as, the others, the newest event, how many are unread."""

    conversation: Conversation
    mine: Participant
    others: list[Participant]
    last_event: ConversationEvent
    unread: int


def list_conversations(
    user: Any,
    *,
    acting: Organisation | None = None,
    before: str = "",
    limit: int = LIST_ROWS,
) -> list[ConversationRow]:
    """Return a person's conversations, the one with the newest event first, in a constant number of queries.

    `before` is the public id of the last row of the page before; an unknown one starts at the beginning.
    """
    found = visible_to(user)
    last = found.filter(public_id=before).first() if before else None
    if last is not None:
        older = Q(last_event_at__lt=last.last_event_at) | Q(last_event_at=last.last_event_at, id__lt=last.pk)
        found = found.filter(older)
    subjects = GenericPrefetch("subject", rows_to_prefetch())
    page = list(found.order_by("-last_event_at", "-id").prefetch_related(_participants(), subjects)[:limit])
    newest = _newest_events(page)
    own = own_ids(user)
    return [_row(c, newest[c.pk], own, user, acting) for c in page]


def _newest_events(page: list[Conversation]) -> dict[int, ConversationEvent]:
    events = ConversationEvent.objects.filter(conversation__in=page, seq=F("conversation__last_seq"))
    return {e.conversation_id: e for e in events.select_related("person")}


def _row(
    conversation: Conversation, last: ConversationEvent, own: frozenset[int], user: Any, acting: Organisation | None
) -> ConversationRow:
    participants = list(conversation.participants.all())
    mine = my_participant(participants, own, user, acting)
    if mine is None:
        raise LookupError("a visible conversation has a participant of the reader")
    others = [p for p in participants if p.pk != mine.pk]
    return ConversationRow(conversation, mine, others, last, max(0, conversation.last_seq - mine.last_read_seq))


def unread_total(user: Any) -> int:
    """Return how many events a person's organisations have not read, over all their conversations."""
    if not is_person(user):
        return 0
    behind = F("conversation__last_seq") - F("last_read_seq")
    return participations(user).aggregate(total=Sum(behind))["total"] or 0
