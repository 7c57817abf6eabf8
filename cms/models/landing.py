"""What each service is for and how it works; one page for each, below a page that lists them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import LANDING_BLOCKS
from cms.enums import Service
from cms.models.base import BasePage
from hub.common.navigation import items


def service_addresses(request: HttpRequest) -> dict[str, str]:
    """Return the addresses of the services that exist, by slug, as the menu knows them."""
    return {item.slug: item.url for item in items("service", request)}


class ServicesPage(BasePage):
    """All services of the Hub, those that are still to come too, and told apart."""

    introduction = models.TextField(_("Introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.LandingPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("List of services")
        verbose_name_plural = _("Lists of services")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the services' pages in the editors' order, each with whether it can be used today."""
        context = super().get_context(request, *args, **kwargs)
        open_today = service_addresses(request)
        pages = LandingPage.objects.child_of(self).live().order_by("path")
        context["services"] = [(page, page.service in open_today) for page in pages]
        return context


class LandingPage(BasePage):
    """One service: what for, how it works, what goes on in it right now, and where to begin."""

    service = models.CharField(_("Service"), max_length=16, choices=Service.choices)
    introduction = models.TextField(_("Purpose"), max_length=300, help_text=_("One or two sentences: who gains what."))
    body = StreamField(LANDING_BLOCKS, verbose_name=_("Text"))

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("service"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar = ["cms.ServicesPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("Page of a service")
        verbose_name_plural = _("Pages of services")

    def clean(self) -> None:
        """Allow one page for each service in each language."""
        super().clean()
        others = LandingPage.objects.filter(locale_id=self.locale_id, service=self.service).exclude(pk=self.pk)
        if self.locale_id and self.service and others.exists():
            raise ValidationError({"service": _("This service has a page in this language already.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the service's own address; none while the service does not exist yet."""
        context = super().get_context(request, *args, **kwargs)
        context["service_url"] = service_addresses(request).get(self.service, "")
        return context
