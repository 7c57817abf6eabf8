"""The page of results, for the search itself and for every app's catalogue.

A catalogue is a search with its types fixed, under its own address and in its own words:

    class ListingCatalogue(CatalogueView):
        types = ("ip-listing",)
        heading = _("Technology")

        def count_words(self, total: int, text: str) -> str:
            return ngettext("%(count)s technology", "%(count)s technologies", total) % {"count": intcomma(total)}

    path("technology/", ListingCatalogue.as_view(), name="ip-listings")

Its template may extend `search/catalogue.html` and fill the blocks `lead` (a sentence under the heading), `acts`
(buttons beside it), `above_results` and `below`. The template gets `page` (a ResultPage), `heading`, `placeholder` and
what `additions()` returns. Result rows are the entry's own template with `hit` (a search.queries.Hit) and `show_kind`
(several kinds on one page). A page that is no catalogue can call `build_page` and include `search/_rail.html` and
`search/_results.html` with `page`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import cache_control

from hub.common.bilingual import ENGLISH, column_language
from hub.common.templatetags.text_lang import in_its_language
from search.asked import Asked
from search.enums import Order
from search.helping import Help, help_for
from search.pinned.recommending import recommended
from search.queries import Hit, Results, count_without, find
from search.questions.counting import note
from search.rail import Rail, build_rail
from search.registry import PUBLIC, orders_of
from search.spelling import meant

PER_PAGE = 20
FEW = 3  # with fewer hits that hold the words themselves, another spelling is offered
TEXT_PLACE = "\ue000"  # stands for the searched text until its language mark is put around it
CountWords = Callable[[int, str], str]


@dataclass(frozen=True)
class Relief:
    """A filter whose removal would give hits: its words, the address without it, how many hits."""

    label: str
    url: str
    total: int


@dataclass(frozen=True)
class ResultPage:
    """One page of results, ready for the templates: what editors recommend, and the other `hits`; all are counted once."""

    asked: Asked
    results: Results
    rail: Rail
    path: str
    count_text: SafeString
    range_text: str
    reliefs: list[Relief]
    hits: list[Hit]
    recommended: list[Hit]
    help: Help
    meant: str = ""
    place: str = ""

    @property
    def save_url(self) -> str:
        """Where a reader keeps this search; "" where there is nothing to look for, or no page of that name."""
        if self.results.only_common_words or not self.place:
            return ""
        return f"{reverse('search:save')}?{urlencode({'place': self.place, 'asked': self.asked.at_any_time().query()})}"

    @property
    def meant_url(self) -> str:
        """The address of the search for what may have been meant."""
        return replace(self.asked, text=self.meant, page=1).url(self.path)

    @property
    def newer_url(self) -> str:
        """The address of the page before, or ""."""
        return self.asked.url(self.path, self.results.page - 1) if self.results.page > 1 else ""

    @property
    def older_url(self) -> str:
        """The address of the page after, or ""."""
        return self.asked.url(self.path, self.results.page + 1) if self.results.page < self.results.pages else ""

    @property
    def offers_url(self) -> str:
        """Where the search box asks for suggestions of the fixed types."""
        return f"{reverse('search:suggestions')}?{urlencode([('type', slug) for slug in self.asked.fixed])}"

    @property
    def across_words(self) -> str:
        """How many of the hits were found through translation, or that such are left out; "" where neither is so."""
        if not self.asked.text:
            return ""
        if not self.asked.across:
            return _("Texts found through translation are left out.")
        count = self.results.translated
        words = ngettext(
            "%(count)s of them found through translation.", "%(count)s of them found through translation.", count
        )
        return words % {"count": _number(count)} if count else ""

    @property
    def across_url(self) -> str:
        """The address with the texts found through translation left out, or taken in again."""
        return self.asked.in_languages(across=not self.asked.across).url(self.path)

    @property
    def orders(self) -> list[dict[str, Any]]:
        """The orders to choose from: words, address, whether it is the present one. Without a text there is no relevance,
        and the newest come first.
        """
        asked = self.asked
        shown = asked.order if asked.text or asked.order != Order.RELEVANCE else Order.NEWEST
        offered = [order for order in orders_of(asked.types) if asked.text or order != Order.RELEVANCE]
        default = Order.RELEVANCE if asked.text else Order.NEWEST
        return [
            {
                "label": order.label,
                "url": asked.ordered(Order.RELEVANCE if order == default else order).url(self.path),
                "current": order == shown,
            }
            for order in offered
        ]

    @property
    def box_hidden(self) -> list[tuple[str, str]]:
        """The parameters that a new text leaves as they are."""
        return self.asked.pairs(without=("q",))

    @property
    def any_time_url(self) -> str:
        """The address of the same search over everything, where it asks for new results only."""
        return self.asked.at_any_time().url(self.path) if self.asked.since else ""

    @property
    def without_text_url(self) -> str:
        """The address of the same filters without the text."""
        return replace(self.asked, text="", page=1).url(self.path)


def result_words(total: int, text: str) -> str:
    """Return the count in words, for a search over several kinds of things."""
    values = {"count": _number(total), "text": text}
    if text:
        return ngettext("%(count)s result for “%(text)s”", "%(count)s results for “%(text)s”", total) % values
    return ngettext("%(count)s entry", "%(count)s entries", total) % values


def build_page(
    request: HttpRequest, *, types: Sequence[str] = (), count_words: CountWords = result_words, per_page: int = PER_PAGE
) -> ResultPage:
    """Answer the search that the request's address asks, with its types fixed when some are given."""
    asked = Asked.read(request.GET, types)
    audiences = frozenset(getattr(request, "audiences", (PUBLIC,)))
    results = find(
        text=asked.text,
        user=request.user,
        audiences=audiences,
        language=get_language() or "en",
        types=asked.types,
        facets=asked.facets,
        page=asked.page,
        per_page=per_page,
        order=asked.order,
        count_types=not asked.fixed,
        across=asked.across,
        since=asked.since,
    )
    pinned = _recommended(asked, request, audiences)
    rail = build_rail(asked, results.facets, request.path)
    match = request.resolver_match
    return ResultPage(
        asked=asked,
        results=results,
        rail=rail,
        path=request.path,
        count_text=_with_marked_text(count_words(results.total, TEXT_PLACE if asked.text else ""), asked.text),
        range_text=_range_words(results),
        recommended=pinned,
        help=_help(asked, results, audiences, request.path),
        hits=[hit for hit in results.hits if (hit.entry, hit.obj) not in [(pin.entry, pin.obj) for pin in pinned]],
        reliefs=[] if results.total or not asked.filters else _reliefs(asked, rail, audiences),
        meant=meant(asked.text) if asked.text and results.total - results.translated < FEW else "",
        place=match.view_name if match else "",
    )


def _recommended(asked: Asked, request: HttpRequest, audiences: frozenset[str]) -> list[Hit]:
    """Return what editors recommend for the question as it was typed."""
    if not asked.is_plain:
        return []
    language = get_language() or ENGLISH
    return recommended(text=asked.text, user=request.user, audiences=audiences, language=language, types=asked.types)


def _help(asked: Asked, results: Results, audiences: frozenset[str], path: str) -> Help:
    """Return what helps where next to nothing is found that holds the words themselves."""
    few = asked.text and results.page == 1 and results.total - results.translated < FEW and asked.since is None
    if not few or results.only_common_words:
        return Help()
    return help_for(asked, audiences, path, results.total)


def _with_marked_text(words: str, text: str) -> SafeString:
    """Put the reader's words into the count, marked with their own language."""
    before, place, after = words.partition(TEXT_PLACE)
    return format_html("{}{}{}", before, in_its_language(text) if place else "", after)


def _range_words(results: Results) -> str:
    first = (results.page - 1) * results.per_page + 1
    last = first + len(results.hits) - 1
    return _("%(first)s–%(last)s of %(total)s") % {"first": first, "last": last, "total": _number(results.total)}


def _number(number: int) -> str:
    return str(number_format(number, use_l10n=True, force_grouping=True))


def _reliefs(asked: Asked, rail: Rail, audiences: frozenset[str]) -> list[Relief]:
    """Find the filters that stand in the way, the one that frees the most first."""
    freed = count_without(
        text=asked.text, audiences=audiences, types=asked.types, facets=asked.facets, across=asked.across
    )
    legends = {group["name"]: str(group["legend"]) for group in rail.groups}
    found = [
        Relief(legends.get(facet, facet), asked.without(facet).url(rail.action), total)
        for facet, total in freed.items()
        if total and facet in asked.filters
    ]
    return sorted(found, key=lambda relief: -relief.total)


@method_decorator(cache_control(private=True), name="dispatch")
class CatalogueView(View):
    """A page of results. Subclasses fix the types and give their own words; see the module's docstring."""

    http_method_names = ["get", "head", "options"]
    types: Sequence[str] = ()
    heading: str | Promise = gettext_lazy("Search")
    placeholder: str | Promise = gettext_lazy("A need, a technology, a standard number")
    template_name = "search/catalogue.html"
    per_page = PER_PAGE

    def count_words(self, total: int, text: str) -> str:
        """Return the count in words, e.g. "31 technologies for “dry electrode”"."""
        return result_words(total, text)

    def additions(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the template needs besides."""
        return {}

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the results."""
        page = build_page(request, types=self.types, count_words=self.count_words, per_page=self.per_page)
        if page.asked.is_plain:
            language = column_language(get_language() or ENGLISH)
            note(request, text=page.asked.text, language=language, has_hits=bool(page.results.total))
        context = {
            "page": page,
            "heading": self.heading,
            "placeholder": self.placeholder,
            "show_kind": len(self.types) != 1,
            **self.additions(request),
        }
        return render(request, self.template_name, context)
