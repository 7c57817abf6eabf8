"""Who reads the history of a conversation."""

from typing import Any

from hub.activity.histories import Seen, history_of_model
from hub.messaging.models import Conversation
from hub.messaging.queries import visible_to


@history_of_model("messaging.conversation", milestones=("conversation.opened", "conversation.revealed"))
def seen_by(conversation: Conversation, user: Any) -> Seen:
    """Those who take part read its milestones, without names: a mask holds here too."""
    return Seen.MILESTONES if visible_to(user).filter(pk=conversation.pk).exists() else Seen.NOTHING
