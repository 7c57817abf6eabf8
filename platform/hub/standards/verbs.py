"""How the acts of this app read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(
    standard__imported=_("imported the standard"),
    standard__registered=_("registered the standard"),
    standard__updated=_("updated the standard"),
    standard__withdrawn=_("withdrew the standard"),
    standard__document_added=_("added a document to the standard"),
    standard__document_removed=_("removed a document from the standard"),
    follow__begun=_("began to follow"),
    follow__ended=_("stopped following"),
    import__started=_("uploaded a list of standards"),
    import__applied=_("applied a list of standards"),
    import__retried=_("took up a list of standards that had stopped"),
    import__discarded=_("discarded a list of standards"),
)
