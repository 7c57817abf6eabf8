"""How the acts of this app read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(
    person__session_ended=_("signed out one of their devices"),
    person__sessions_ended=_("signed out all their other devices"),
    person__password_changed=_("changed their password"),
    person__copy_taken=_("took a copy of their data"),
    person__erasure_requested=_("asked to have their account erased"),
    person__erasure_undone=_("kept their account after all"),
    person__erased=_("erased an account"),
    person__registered=_("registered"),
    organisation__created=_("created the organisation"),
    organisation__member_added=_("added a member"),
    organisation__verified=_("set the verification level"),
    role__proposed=_("proposed a role"),
    role__refused=_("did not confirm a role"),
    role__withdrawn=_("withdrew the proposal of a role"),
    role__lapsed=_("let the proposal of a role lapse"),
    organisation__edited=_("changed the organisation's data"),
    organisation__identifier_added=_("added a registration number"),
    organisation__identifier_removed=_("removed a registration number"),
    organisation__role_changed=_("changed the role of a member"),
    organisation__member_left=_("left the organisation"),
    organisation__member_removed=_("removed a member"),
    invitation__made=_("made an invitation"),
    invitation__sent_again=_("sent an invitation again"),
    invitation__revoked=_("took an invitation back"),
    invitation__accepted=_("accepted an invitation"),
    join_request__made=_("asked to join"),
    join_request__accepted=_("accepted a request to join"),
    join_request__declined=_("declined a request to join"),
    join_request__withdrawn=_("took a request to join back"),
    role__granted=_("granted a role"),
    role__revoked=_("revoked a role"),
    role__expired=_("ended a role that ran out"),
    file__stored=_("stored a file"),
)
