"""The search page over everything that can be found."""

from search.catalogue import CatalogueView


class SearchView(CatalogueView):
    """All kinds of things on one page; the kind is a filter."""

    template_name = "search/search.html"
