"""How the acts of this app read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(
    correction__reported=_("reported a wrong fact"),
    correction__accepted=_("accepted the report"),
    correction__declined=_("declined the report"),
    correction__withdrawn=_("withdrew the report"),
)
