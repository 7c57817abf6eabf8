"""What editors put forward by hand: standards, technology, articles. What has left the site since is left out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from cms.blocks.evidence import StandardBlock
from cms.blocks.sample import Sampled
from cms.choosers import listing_chooser
from hub.standards.models import Standard
from ip_transfer.queries import listings_in_order

MOST = 6

ListingBlock = listing_chooser.get_block_class(name="ListingBlock", module_path="cms.blocks.featured")


def _heading() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Heading"), max_length=60, required=False, help_text=_("Without one the usual words stand there.")
    )


class FeaturedStandards(Sampled, blocks.StructBlock):
    """Standards that the association puts forward, in the editor's order."""

    heading = _heading()
    standards = blocks.ListBlock(StandardBlock(label=_("Standard")), min_num=1, max_num=MOST, label=_("Standards"))

    class Meta:
        icon = "pin"
        label = _("Standards you choose")
        template = "cms/blocks/featured_standards.html"
        description = _("Up to six standards in your order, with title and status.")

    def get_sample(self, language: str) -> Any:
        """Return the first standards of the registry."""
        keys = list(Standard.objects.order_by("number").values_list("pk", flat=True)[:2])
        return {"heading": "重点标准" if language.startswith("zh") else "Standards to know", "standards": keys}


class FeaturedTechnology(Sampled, blocks.StructBlock):
    """Listings that the association puts forward, in the editor's order."""

    heading = _heading()
    listings = blocks.ListBlock(ListingBlock(label=_("Technology")), min_num=1, max_num=MOST, label=_("Technology"))

    class Meta:
        icon = "pin"
        label = _("Technology you choose")
        template = "cms/blocks/featured_technology.html"
        description = _("Up to six listings in your order. One that is no longer on offer is left out.")

    def get_sample(self, language: str) -> Any:
        """Return the newest listings."""
        keys = list(listings_in_order().values_list("pk", flat=True)[:2])
        return {"heading": "推荐技术" if language.startswith("zh") else "Technology to watch", "listings": keys}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the listings that are on offer, read again with all that a row shows."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        keys = [listing.pk for listing in value["listings"] if listing is not None]
        found = listings_in_order().in_bulk(keys)
        context["items"] = [found[key] for key in keys if key in found]
        return context


class FeaturedNews(Sampled, blocks.StructBlock):
    """Articles that the association puts forward, in the editor's order."""

    heading = _heading()
    articles = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="cms.NewsPage", label=_("News article")),
        min_num=1,
        max_num=MOST,
        label=_("News articles"),
    )

    class Meta:
        icon = "pin"
        label = _("News you choose")
        template = "cms/blocks/featured_news.html"
        description = _("Up to six articles in your order.")

    def get_sample(self, language: str) -> Any:
        """Return the newest articles of the language."""
        live = Page.objects.live().filter(content_type__model="newspage", locale__language_code=language)
        keys = list(live.order_by("-pk").values_list("pk", flat=True)[:2])
        return {"heading": "重点新闻" if language.startswith("zh") else "In focus", "articles": keys}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the articles that are on the site, and the address of all news."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        page = context.get("page")
        index = page.news_index() if page is not None and hasattr(page, "news_index") else None
        keys = [article.pk for article in value["articles"] if article is not None]
        found = {article.pk: article for article in index.articles().filter(pk__in=keys)} if index else {}
        context["articles"] = [found[key] for key in keys if key in found]
        context["news_index"] = index
        return context
