"""How the acts of the rooms below read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(
    log__exported=_("exported the log"),
    person__forgotten=_("had their data in the log erased"),
    effect__retried=_("had a failed task tried again"),
    effect__dropped=_("gave a failed task up"),
)
