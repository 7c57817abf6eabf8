"""How the acts of this app read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(standard__imported=_("imported the standard"), standard__updated=_("updated the standard"))
