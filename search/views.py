"""The search page over everything that can be found, what it offers while somebody types, the feed of a search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from hub.common.bilingual import pick
from hub.common.feeds import feed_answer
from hub.common.languages import html_lang
from hub.common.plain_text import PlainAtomFeed
from search.appeared import newest
from search.asked import Asked
from search.catalogue import CatalogueView
from search.saved.places import FilterWords
from search.suggesting import suggest

IN_FEED = 50
LONGEST_SUMMARY = 500  # characters


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


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What a search finds, for everybody, what appeared last first."""
    asked = Asked.read(request.GET)
    language = get_language() or "en"
    shown = newest(asked, IN_FEED)
    atom = PlainAtomFeed(
        title=" · ".join([_("ZSA Hub"), *filter(None, [asked.text, *FilterWords([asked]).of(asked)])]),
        link=request.build_absolute_uri(asked.url(reverse("search:results"))),
        feed_url=request.build_absolute_uri(asked.feed_url),
        description=_("What can newly be found"),
        language=html_lang(language),
        author_name=_("ZSA Hub"),
    )
    for one in shown:
        title, text = pick(one.document, "title", language), pick(one.document, "body", language)
        atom.add_item(
            title=title.text,
            link=request.build_absolute_uri(one.url),
            description=Truncator(text.text).chars(LONGEST_SUMMARY),
            unique_id=one.unique_id,
            pubdate=one.document.appeared_at,
            updateddate=one.document.appeared_at,
            categories=[str(one.entry.label)],
        )
    return feed_answer(request, atom, newest=shown[0].document.appeared_at if shown else None)
