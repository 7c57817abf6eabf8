"""The list of news of one language, by category, and its Atom feeds."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.url_routing import RouteResult

from cms.enums import NewsCategory
from cms.feeds import IN_FEED, atom
from cms.models.base import BasePage
from cms.models.news import NewsPage, NewsPageQuerySet
from cms.reserved import NEWS_SEGMENTS

PER_PAGE = 20


class NewsIndexPage(BasePage):
    """All articles of one language. `feed/` and `feed/<category>/` below it are Atom feeds."""

    introduction = models.TextField(_("Introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.NewsPage"]
    max_count_per_parent = 1
    reserved_child_slugs = NEWS_SEGMENTS

    class Meta:
        verbose_name = _("News list")
        verbose_name_plural = _("News lists")

    def articles(self, category: str = "") -> NewsPageQuerySet:
        """Return this list's articles, newest first; of one category when it is given."""
        found: NewsPageQuerySet = NewsPage.objects.child_of(self).newest()
        return found.filter(category=category) if category else found

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer `feed/` and `feed/<category>/` ourselves; children keep their own addresses."""
        if path_components[:1] == ["feed"] and self.live:
            wanted = "/".join(path_components[1:])
            if not wanted or wanted in NewsCategory.values:
                return RouteResult(self, kwargs={"feed": True, "category": wanted})
        return super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, feed: bool = False, category: str = "", **kwargs: Any
    ) -> HttpResponse:
        """Return the page, or a feed."""
        if not feed:
            page: HttpResponse = super().serve(request, *args, **kwargs)
            return page
        label = f": {NewsCategory(category).label}" if category else ""
        return atom(self, self.articles(category)[:IN_FEED], label=label, path=f"feed/{category}", request=request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the articles of one page of the list; a page number beyond the end shows the last page."""
        context = super().get_context(request, *args, **kwargs)
        wanted = request.GET.get("category", "")
        category = NewsCategory(wanted) if wanted in NewsCategory.values else None
        rows, number, total = self._page(request.GET.get("p", ""), category or "")
        here, query = self.get_url(request), f"category={category}&" if category else ""
        tabs = [{"label": _("All"), "url": here, "current": category is None}]
        tabs += [{"label": c.label, "url": f"{here}?category={c}", "current": c == category} for c in NewsCategory]
        context.update(
            articles=rows,
            count=total,
            category=category,
            category_tabs=tabs,
            newer_url=f"?{query}p={number - 1}" if number > 1 else "",
            older_url=f"?{query}p={number + 1}" if number * PER_PAGE < total else "",
            feed_url=f"{here}feed/{category}/" if category else f"{here}feed/",
        )
        return context

    def _page(self, wanted: str, category: str) -> tuple[list[NewsPage], int, int]:
        """Return the rows of one page of the list, its number, and how many there are in all: one query."""
        number = max(1, int(wanted)) if wanted.isdecimal() and len(wanted) < 7 else 1
        found = self.articles(category)
        start = (number - 1) * PER_PAGE
        counted = found.annotate(total=models.Window(models.Count("pk")))
        rows = list(counted[start : start + PER_PAGE])
        if rows or number == 1:
            return rows, number, rows[0].total if rows else 0
        total = found.count()
        last = max(1, -(-total // PER_PAGE))
        return list(found[(last - 1) * PER_PAGE : last * PER_PAGE]), last, total
