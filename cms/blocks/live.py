"""Live parts of a page: strips, side lists and figures that services offer, and calls to act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.sample import Named, Sampled, both
from hub.common import teasers

MOST_IN_STRIP = 6

Choices = list[tuple[str, "str | Promise"]]

# What buttons may lead to: words for the editor, and the name of the address.
ACTIONS: dict[str, tuple[str | Promise, str]] = {
    "search": (_("Search"), "search:results"),
    "standards": (_("All standards"), "standards"),
    "technology": (_("All technology"), "ip-listings"),
    "offer-technology": (_("Offer technology"), "ip-listing-create"),
    "organisations": (_("All organisations"), "organisation-list"),
    "register-organisation": (_("Register an organisation"), "organisation-create"),
    "sign-up": (_("Create an account"), "account_signup"),
}


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


class _TeaserBlock(Sampled, blocks.StructBlock):
    """Shared by strip and side list: reads the chosen teaser's items for this request."""

    place: ClassVar[teasers.Place]

    def get_sample(self, language: str) -> Any:
        """Return the first list that a service offers for this place."""
        return {"teaser": next((teaser.slug for teaser in teasers.teasers(self.place)), ""), "limit": 2}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the items; none when the teaser's app is gone."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        teaser = teasers.teaser(value["teaser"])
        items = teaser.items(context["request"], value["limit"]) if teaser and "request" in context else []
        context.update(teaser=teaser, items=items, more_url=url_or_empty(teaser.more_url_name) if teaser else "")
        return context


class TeaserStrip(_TeaserBlock):
    """A live strip of a service."""

    place = "strip"
    teaser = blocks.ChoiceBlock(choices=strip_choices, label=_("List"))
    limit = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=MOST_IN_STRIP)

    class Meta:
        icon = "list-ul"
        label = _("Live strip")
        template = "cms/blocks/teaser_strip.html"


class TeaserSide(_TeaserBlock):
    """A live list beside the search box."""

    place = "side"
    teaser = blocks.ChoiceBlock(choices=side_choices, label=_("List"))
    limit = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=MOST_IN_STRIP)

    class Meta:
        icon = "list-ul"
        label = _("Live list")
        template = "cms/blocks/teaser_side.html"


class NewsStrip(Sampled, blocks.StructBlock):
    """The newest articles of the page's language."""

    samples = both({"limit": 2}, {"limit": 2})
    limit = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=MOST_IN_STRIP)

    class Meta:
        icon = "doc-full-inverse"
        label = _("News")
        template = "cms/blocks/news_strip.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the articles and the address of all of them."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        page = context.get("page")
        index = page.news_index() if page is not None else None
        context["articles"] = list(index.articles()[: value["limit"]]) if index else []
        context["news_index"] = index
        return context


class NewsSide(NewsStrip):
    """The newest articles beside the search box."""

    class Meta:
        icon = "doc-full-inverse"
        label = _("News")
        template = "cms/blocks/news_side.html"


class FigureChoice(Named, blocks.ChoiceBlock):
    """One of the figures that services offer."""


class FiguresRow(Sampled, blocks.StructBlock):
    """One to four outcomes, each linked to its evidence."""

    figures = blocks.ListBlock(
        FigureChoice(choices=figure_choices, label=_("Figure")), min_num=1, max_num=4, label=_("Figures")
    )

    def get_sample(self, language: str) -> Any:
        """Return the first figures that services offer."""
        return {"figures": [figure.slug for figure in teasers.figures()[:3]]}

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


def action_choices() -> Choices:
    """What a button may lead to: the pages of services that exist."""
    return [(slug, label) for slug, (label, _name) in ACTIONS.items()]


class CallToAct(Sampled, blocks.StructBlock):
    """A button that leads to what the reader can do. It is left out while what it leads to does not exist."""

    text = blocks.CharBlock(label=_("Sentence before it"), max_length=160, required=False)
    label = blocks.CharBlock(
        label=_("Words on the button"), max_length=60, help_text=_("A verb that names the outcome.")
    )
    action = blocks.ChoiceBlock(choices=action_choices, label=_("Leads to"), required=False)
    page = blocks.PageChooserBlock(label=_("or to this page"), required=False)
    samples = both(
        {"text": "手上有可以转让的专利？", "label": "发布技术", "action": "offer-technology", "page": None},
        {
            "text": "Do you own a patent that others could use?",
            "label": "Offer technology",
            "action": "offer-technology",
            "page": None,
        },
    )

    class Meta:
        icon = "arrow-right"
        label = _("Button")
        template = "cms/blocks/call_to_act.html"
        description = _("A button that leads to a service or a page.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the address: of the service, else of the published page."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        _label, name = ACTIONS.get(value["action"] or "", ("", ""))
        page = value["page"]
        context["url"] = url_or_empty(name) or (page.get_url() if page is not None and page.live else "")
        return context
