"""How the acts of this app read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(
    file__deleted=_("deleted a file"),
    file__opened=_("opened a file"),
    file__refused=_("refused a file with a virus"),
)
