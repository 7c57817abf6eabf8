"""How the acts of this app read in the log."""

from django.utils.translation import gettext_lazy as _

from hub.activity.words import name_verbs

name_verbs(
    ip_asset__recorded=_("recorded the asset"),
    listing__drafted=_("drafted the listing"),
    listing__edited=_("edited the listing"),
    listing__standard_linked=_("linked the listing to a standard"),
    listing__standard_unlinked=_("unlinked the listing from a standard"),
    listing__datasheet_attached=_("attached a data sheet"),
    listing__submitted=_("submitted the listing for review"),
    listing__taken_back=_("took the listing back"),
    listing__review_started=_("started the review"),
    listing__scored=_("scored the listing"),
    listing__returned=_("returned the listing for changes"),
    listing__published=_("published the listing"),
    listing__withdrawn=_("withdrew the listing"),
    listing__revised=_("reopened the listing for revision"),
    enquiry__opened=_("opened an enquiry"),
    enquiry__answered=_("answered the enquiry"),
    enquiry__closed=_("closed the enquiry"),
)
