"""What pages are made of: texts of articles, and the strips of the home page."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from hub.common import teasers

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "superscript", "subscript"]
MOST_IN_STRIP = 6

Choices = list[tuple[str, "str | Promise"]]


def strip_choices() -> Choices:
    """The strips that services offer."""
    return [(teaser.slug, teaser.label) for teaser in teasers.teasers("strip")]


def side_choices() -> Choices:
    """The lists that services offer for the place beside the search box."""
    return [(teaser.slug, teaser.label) for teaser in teasers.teasers("side")]


def figure_choices() -> Choices:
    """The figures that services offer."""
    return [(figure.slug, figure.label) for figure in teasers.figures()]


def url_or_empty(name: str) -> str:
    """Return the address of a URL name in the active language; empty when there is none."""
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""


class ImageWithText(blocks.StructBlock):
    """A picture; what it shows is said in words."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"), max_length=200, help_text=_("For readers who do not see the picture.")
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/image.html"


class Quote(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=_("Words"), rows=3)
    source = blocks.CharBlock(label=_("Whose"), max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quote.html"


class _TeaserBlock(blocks.StructBlock):
    """Shared by strip and side list: reads the chosen teaser's items for this request."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the items; none when the teaser's app is gone."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        teaser = teasers.teaser(value["teaser"])
        items = teaser.items(context["request"], value["limit"]) if teaser and "request" in context else []
        context.update(teaser=teaser, items=items, more_url=url_or_empty(teaser.more_url_name) if teaser else "")
        return context


class TeaserStrip(_TeaserBlock):
    """A live strip of a service."""

    teaser = blocks.ChoiceBlock(choices=strip_choices, label=_("List"))
    limit = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=MOST_IN_STRIP)

    class Meta:
        icon = "list-ul"
        label = _("Live strip")
        template = "cms/blocks/teaser_strip.html"


class TeaserSide(_TeaserBlock):
    """A live list beside the search box."""

    teaser = blocks.ChoiceBlock(choices=side_choices, label=_("List"))
    limit = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=MOST_IN_STRIP)

    class Meta:
        icon = "list-ul"
        label = _("Live list")
        template = "cms/blocks/teaser_side.html"


class NewsStrip(blocks.StructBlock):
    """The newest articles of the page's language."""

    limit = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=MOST_IN_STRIP)

    class Meta:
        icon = "doc-full-inverse"
        label = _("News")
        template = "cms/blocks/news_strip.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the articles and the address of all of them."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        home = context.get("page")
        index = home.news_index() if home is not None else None
        context["articles"] = list(index.articles()[: value["limit"]]) if index else []
        context["news_index"] = index
        return context


class NewsSide(NewsStrip):
    """The newest articles beside the search box."""

    class Meta:
        icon = "doc-full-inverse"
        label = _("News")
        template = "cms/blocks/news_side.html"


class FiguresRow(blocks.StructBlock):
    """Two to four outcomes, each linked to its evidence."""

    figures = blocks.ListBlock(
        blocks.ChoiceBlock(choices=figure_choices, label=_("Figure")), min_num=1, max_num=4, label=_("Figures")
    )

    class Meta:
        icon = "table"
        label = _("Figures")
        template = "cms/blocks/figures.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the rows; figures whose app or evidence is gone are left out."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        found = [
            (figure, url_or_empty(figure.url_name)) for slug in value["figures"] if (figure := teasers.figure(slug))
        ]
        context["figure_rows"] = [{"value": f.value(), "label": f.label, "url": url} for f, url in found if url]
        return context


class Paragraphs(blocks.RichTextBlock):
    """Running text with few means: emphasis, lists, links."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/paragraphs.html"


BODY_BLOCKS = [
    ("heading", blocks.CharBlock(label=_("Heading"), icon="title", max_length=120, template="cms/blocks/heading.html")),
    ("paragraph", Paragraphs()),
    ("image", ImageWithText()),
    ("quote", Quote()),
]
EXAMPLE_BLOCKS = [("query", blocks.CharBlock(label=_("Search"), max_length=60))]
SIDE_BLOCKS = [("teaser", TeaserSide()), ("news", NewsSide())]
HOME_BLOCKS = [
    ("figures", FiguresRow()),
    ("teaser", TeaserStrip()),
    ("news", NewsStrip()),
    ("text", Paragraphs(template="cms/blocks/home_text.html")),
]
WIDE_BLOCKS = frozenset({"figures", "text"})
