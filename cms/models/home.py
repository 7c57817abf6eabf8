"""The home page: purpose, search, figures, and live strips that editors arrange."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from cms.blocks import EXAMPLE_BLOCKS, HOME_BLOCKS, SIDE_BLOCKS, WIDE_BLOCKS
from cms.models.base import BasePage
from cms.reserved import SERVICE_PREFIXES
from hub.common.languages import has_han


class HomePage(BasePage):
    """The first page of one language; each language has one."""

    heading = models.CharField(_("Purpose"), max_length=80, help_text=_("One sentence; the largest words of the page."))
    lead = models.TextField(_("Lead"), max_length=240)
    examples = StreamField(EXAMPLE_BLOCKS, verbose_name=_("Example searches"), blank=True, max_num=3)
    side = StreamField(SIDE_BLOCKS, verbose_name=_("Beside the search box"), blank=True, max_num=1)
    body = StreamField(HOME_BLOCKS, verbose_name=_("Strips"), blank=True)

    content_panels: ClassVar = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("heading"), FieldPanel("lead"), FieldPanel("examples"), FieldPanel("side")],
            heading=_("Top of the page"),
        ),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "cms.NewsIndexPage",
        "cms.ServicesPage",
        "cms.LibraryPage",
        "cms.PeoplePage",
        "cms.ContentPage",
    ]
    max_count = len(settings.LANGUAGES)
    reserved_child_slugs = SERVICE_PREFIXES

    class Meta:
        verbose_name = _("Home page")
        verbose_name_plural = _("Home pages")

    def clean(self) -> None:
        """Allow one home page for each language."""
        super().clean()
        if HomePage.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk).exists():
            raise ValidationError(_("This language has a home page already."))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the example searches with their languages, and the strips in rows of two; wide blocks stand alone."""
        context = super().get_context(request, *args, **kwargs)
        own = self.html_lang
        queries = [str(block.value) for block in self.examples]
        langs = ["zh-Hans" if has_han(query) else own if own == "en" else "" for query in queries]
        context["example_searches"] = [
            (query, "" if lang == own else lang) for query, lang in zip(queries, langs, strict=True)
        ]
        context["rows"] = self._rows()
        return context

    def _rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for block in self.body:
            wide = block.block_type in WIDE_BLOCKS
            if wide or not rows or rows[-1]["wide"]:
                rows.append({"wide": wide, "blocks": []})
            rows[-1]["blocks"].append(block)
        return rows
