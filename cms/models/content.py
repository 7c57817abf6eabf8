"""Plain pages: about, accessibility."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import BODY_BLOCKS
from cms.menu_entries import menu_entries
from cms.models.base import BasePage


class ContentPage(BasePage):
    """A title, a sentence and a text."""

    introduction = models.TextField(_("Introduction"), max_length=300, blank=True)
    body = StreamField(BODY_BLOCKS, verbose_name=_("Text"))

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    parent_page_types: ClassVar = ["cms.HomePage", "cms.ContentPage"]
    subpage_types: ClassVar = ["cms.ContentPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the menu of the pages about the association to those that stand in it."""
        context = super().get_context(request, *args, **kwargs)
        own = self.get_url(request)
        entries = [{"label": label, "url": url, "current": url == own} for _slug, label, url in menu_entries("about")]
        context["about_menu"] = entries if any(entry["current"] for entry in entries) else []
        return context

    class Meta:
        verbose_name = _("Content page")
        verbose_name_plural = _("Content pages")
