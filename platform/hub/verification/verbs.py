"""How the acts of this app read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(
    verification__opened=_("opened a verification case"),
    verification__evidence_added=_("added evidence"),
    verification__evidence_removed=_("removed evidence"),
    verification__submitted=_("submitted the case for verification"),
    verification__withdrawn=_("withdrew the case"),
    verification__check_started=_("began to check the case"),
    verification__handed_back=_("gave the case back to the queue"),
    verification__checked=_("reported the check"),
    verification__approved=_("approved the case"),
    verification__returned=_("returned the case for changes"),
    verification__refused=_("refused the case"),
    verification__expired=_("let the verification expire"),
    verification__ended=_("ended the verification"),
    verification__case_opened=_("looked at the case"),
    verification__evidence_opened=_("opened a piece of evidence"),
)
