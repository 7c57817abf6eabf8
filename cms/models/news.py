"""News: the list, its feed, and the articles."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from cms.blocks import BODY_BLOCKS
from cms.models.base import BasePage
from cms.reserved import NEWS_SEGMENTS
from hub.standards.enums import LinkRole
from hub.standards.models import StandardLink

PER_PAGE = 20
IN_FEED = 30


class ShortPaginator(Paginator[Any]):
    """A paginator that reads a list shorter than one page at once instead of counting it first."""

    @cached_property
    def _first(self) -> list[Any]:
        return list(self.object_list[: self.per_page + 1])

    @cached_property
    def count(self) -> int:
        """The number of all entries."""
        read = len(self._first)
        return read if read <= self.per_page else int(cast(Any, self.object_list).count())

    def page(self, number: int | str) -> Any:
        """Return one page; the first one from what was read already."""
        valid = self.validate_number(number)
        return ListPage(self._first[: self.per_page], valid, self) if valid == 1 else super().page(valid)


class NewsPageQuerySet(PageQuerySet):
    """Questions about articles."""

    def newest(self) -> NewsPageQuerySet:
        """Return the published articles, newest first, with the standards they name: always two queries."""
        links = models.Prefetch(
            "standard_links", NewsPageStandard.objects.select_related("standard").order_by("sort_order")
        )
        found: NewsPageQuerySet = self.live().prefetch_related(links).order_by("-date", "-id")
        return found


class NewsIndexPage(BasePage):
    """All articles of one language, and their Atom feed at `feed/`."""

    introduction = models.TextField(_("Introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.NewsPage"]
    max_count_per_parent = 1
    reserved_child_slugs = NEWS_SEGMENTS

    class Meta:
        verbose_name = _("News list")
        verbose_name_plural = _("News lists")

    def articles(self) -> NewsPageQuerySet:
        """Return this list's articles, newest first."""
        found: NewsPageQuerySet = NewsPage.objects.child_of(self).newest()
        return found

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer `feed/` ourselves; children keep their own addresses."""
        if path_components == ["feed"] and self.live:
            return RouteResult(self, kwargs={"feed": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, feed: bool = False, **kwargs: Any) -> HttpResponse:
        """Return the page, or the feed."""
        return self._feed(request) if feed else super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the articles of one page of the list; a page number beyond the end shows the last page."""
        context = super().get_context(request, *args, **kwargs)
        page = ShortPaginator(self.articles(), PER_PAGE).get_page(request.GET.get("p"))
        context.update(
            articles=page,
            count=page.paginator.count,
            newer_url=f"?p={page.previous_page_number()}" if page.has_previous() else "",
            older_url=f"?p={page.next_page_number()}" if page.has_next() else "",
            feed_url=f"{self.get_url(request)}feed/",
        )
        return context

    def _feed(self, request: HttpRequest) -> HttpResponse:
        here = request.build_absolute_uri(self.get_url(request))
        feed = Atom1Feed(
            title=self.title,
            link=here,
            description=self.introduction,
            language=self.html_lang,
            feed_url=f"{here}feed/",
            feed_guid=here,
        )
        for article in self.articles()[:IN_FEED]:
            url = request.build_absolute_uri(article.get_url(request))
            feed.add_item(
                title=article.title,
                link=url,
                description=article.introduction,
                unique_id=url,
                pubdate=article.first_published_at,
                updateddate=article.last_published_at or article.first_published_at,
            )
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


class NewsPage(BasePage):
    """An article. It may name standards and point to a listing."""

    date = models.DateField(_("Date"), default=timezone.localdate, db_index=True)
    introduction = models.TextField(
        _("Introduction"), max_length=300, help_text=_("One or two sentences; lists, feeds and search show them.")
    )
    body = StreamField(BODY_BLOCKS, verbose_name=_("Text"))
    listing_url = models.URLField(
        _("Related listing"), max_length=300, blank=True, help_text=_("The address of a technology listing in the Hub.")
    )

    objects: ClassVar = PageManager.from_queryset(NewsPageQuerySet)()

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("date"),
        FieldPanel("introduction"),
        FieldPanel("body"),
        InlinePanel("standard_links", heading=_("Standards"), label=_("Standard")),
        FieldPanel("listing_url"),
    ]
    parent_page_types: ClassVar = ["cms.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("News article")
        verbose_name_plural = _("News articles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the links to standards; those of a draft under preview are not in the database yet."""
        context = super().get_context(request, *args, **kwargs)
        links = self.standard_links.all()
        context["standard_links"] = (
            links.select_related("standard") if self.pk and not getattr(request, "is_preview", False) else links
        )
        return context


class NewsPageStandard(StandardLink, Orderable):
    """A standard that an article is about."""

    role = models.CharField(
        _("Role towards the standard"), max_length=12, choices=LinkRole.choices, default=LinkRole.BACKGROUND
    )
    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="standard_links")

    panels: ClassVar = [FieldPanel("standard"), FieldPanel("role"), FieldPanel("clause")]

    class Meta:
        ordering: ClassVar = ["sort_order"]
