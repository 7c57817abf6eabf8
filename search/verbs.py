"""How the acts of this app read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(
    search__saved=_("saved a search"),
    search__changed=_("changed a saved search"),
    search__deleted=_("deleted a saved search"),
)
