"""The search page over everything that can be found, and what it offers while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from search.asked import Asked
from search.catalogue import CatalogueView
from search.suggesting import suggest


class SearchView(CatalogueView):
    """All kinds of things on one page; the kind is a filter."""

    template_name = "search/search.html"


@method_decorator(cache_control(private=True), name="dispatch")
class RankingView(TemplateView):
    """Tells readers what the order of results follows from."""

    template_name = "search/ranking.html"


@require_safe
@cache_control(public=True, max_age=60)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Give the rows of the list under a search box; the same for everybody."""
    asked = Asked.read(request.GET)
    found = suggest(asked.text, get_language() or "en", asked.types)
    return render(request, "search/_suggestions.html", {"suggestions": found})
