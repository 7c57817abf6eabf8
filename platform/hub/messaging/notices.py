"""People are told of messages they have not read."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.messaging.models import Conversation
from hub.messaging.queries import visible_to
from hub.messaging.subjects import card_for, rows_to_prefetch
from hub.notifications.kinds import Line, NoticeKind, register


def _conversations(reader: Any, ids: Sequence[int]) -> QuerySet[Conversation]:
    return visible_to(reader).filter(pk__in=ids).prefetch_related(GenericPrefetch("subject", rows_to_prefetch()))


def _new_messages(conversation: Conversation, data: Mapping[str, Any]) -> Line:
    # The owner's name and the sender's are left to the page: it knows the masks.
    card = card_for(conversation.subject, None)
    words = _("New messages about %(title)s") % {"title": card.title} if card else _("New messages")
    return Line(words, reverse("conversation-detail", args=[conversation.public_id]))


register(
    NoticeKind(
        slug="conversation.new_messages",
        title=gettext_lazy("New messages in my conversations"),
        visible=_conversations,
        line=_new_messages,
        template="messaging/mail/new_messages",
    )
)
