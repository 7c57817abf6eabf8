"""How the acts of this app read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(
    conversation__opened=_("opened a conversation"),
    conversation__message_sent=_("sent a message"),
    conversation__revealed=_("revealed who they are"),
)
