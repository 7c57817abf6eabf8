"""What conversations hold of a person: where they alone speak for their organisation, and the messages they wrote. They stay
with the conversation, which belongs to organisations.
"""

from typing import Any

from hub.accounts.own_data import PersonalData, register
from hub.messaging.models import ConversationEvent, Participant


def _messages(user: Any) -> list[Any]:
    rows = ConversationEvent.objects.filter(person=user).order_by("id")
    return list(rows.values("conversation__public_id", "body", "created_at"))


def _conversations(user: Any) -> list[Any]:
    rows = Participant.objects.filter(person=user).order_by("id")
    return list(rows.values("conversation__public_id", "organisation__public_id", "last_read_at"))


register(PersonalData("messages", ("messaging.ConversationEvent.person",), _messages))
register(PersonalData("conversations_of_yours_alone", ("messaging.Participant.person",), _conversations))
