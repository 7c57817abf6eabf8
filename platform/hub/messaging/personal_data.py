"""What conversations hold of a person: the messages they wrote. They stay with the conversation, which belongs to organisations."""

from typing import Any

from hub.accounts.own_data import PersonalData, register
from hub.messaging.models import ConversationEvent


def _messages(user: Any) -> list[Any]:
    rows = ConversationEvent.objects.filter(person=user).order_by("id")
    return list(rows.values("conversation__public_id", "body", "created_at"))


register(PersonalData("messages", _messages))
