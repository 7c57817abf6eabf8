"""How the acts of this app read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(
    person__registered=_("registered"),
    organisation__created=_("created the organisation"),
    organisation__member_added=_("added a member"),
    organisation__verified=_("set the verification level"),
    role__proposed=_("proposed a role"),
    role__refused=_("did not confirm a role"),
    role__withdrawn=_("withdrew the proposal of a role"),
    role__lapsed=_("let the proposal of a role lapse"),
    role__granted=_("granted a role"),
    role__revoked=_("revoked a role"),
    role__expired=_("ended a role that ran out"),
    file__stored=_("stored a file"),
)
