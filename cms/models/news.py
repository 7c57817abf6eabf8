"""Articles, and the standards they name."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet

from cms.blocks import BODY_BLOCKS
from cms.enums import NewsCategory
from cms.models.base import BasePage
from hub.standards.enums import LinkRole
from hub.standards.models import StandardLink


class NewsPageQuerySet(PageQuerySet):
    """Questions about articles."""

    def newest(self) -> NewsPageQuerySet:
        """Return the published articles, newest first, with the standards they name: always two queries."""
        links = models.Prefetch(
            "standard_links", NewsPageStandard.objects.select_related("standard").order_by("sort_order")
        )
        found: NewsPageQuerySet = self.live().prefetch_related(links).order_by("-date", "-id")
        return found


class NewsPage(BasePage):
    """An article. It may name standards and point to a listing."""

    category = models.CharField(
        _("Category"), max_length=12, choices=NewsCategory.choices, default=NewsCategory.ASSOCIATION, db_index=True
    )
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
        FieldPanel("category"),
        FieldPanel("date"),
        FieldPanel("introduction"),
        FieldPanel("body"),
        InlinePanel("standard_links", heading=_("Standards"), label=_("Standard")),
        FieldPanel("listing_url"),
    ]
    schema_type = "NewsArticle"
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
