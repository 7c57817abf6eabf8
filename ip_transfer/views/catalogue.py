"""The list of published technology."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from search.catalogue import CatalogueView


class ListingCatalogue(CatalogueView):
    """Search and filters over the listings; its own words."""

    types = ("ip-listing",)
    heading = _("Technology")
    template_name = "ip_transfer/catalogue.html"

    def count_words(self, total: int, text: str) -> str:
        """Say how many technologies there are, or answer the search."""
        values = {"count": number_format(total, force_grouping=True), "text": text}
        if text:
            return (
                ngettext("%(count)s technology for “%(text)s”", "%(count)s technologies for “%(text)s”", total) % values
            )
        return ngettext("%(count)s technology", "%(count)s technologies", total) % values


listings = ListingCatalogue.as_view()
