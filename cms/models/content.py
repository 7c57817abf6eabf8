"""Plain pages: about, accessibility."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import BODY_BLOCKS
from cms.models.base import BasePage


class ContentPage(BasePage):
    """A title, a sentence and a text."""

    introduction = models.TextField(_("Introduction"), max_length=300, blank=True)
    body = StreamField(BODY_BLOCKS, verbose_name=_("Text"))

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    parent_page_types: ClassVar = ["cms.HomePage", "cms.ContentPage"]
    subpage_types: ClassVar = ["cms.ContentPage"]

    class Meta:
        verbose_name = _("Content page")
        verbose_name_plural = _("Content pages")
