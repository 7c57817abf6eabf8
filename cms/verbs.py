"""How the acts of editors read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(
    page__created=_("created the page"),
    page__translated=_("created the page as a translation"),
    page__submitted=_("submitted the page for approval"),
    page__approved=_("approved the page"),
    page__rejected=_("sent the page back for changes"),
    page__withdrawn=_("withdrew the page from approval"),
    page__published=_("published the page"),
    page__unpublished=_("took the page off the site"),
    page__moved=_("moved the page"),
    page__deleted=_("deleted the page"),
)
