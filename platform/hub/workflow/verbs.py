"""How the acts of every workflow read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(workflow__undone=_("undid the step before"))
