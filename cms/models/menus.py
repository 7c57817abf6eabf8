"""The menus that editors write: footer and about. The services' own menu belongs to the services."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from cms.enums import MenuPlace


class Menu(ClusterableModel):
    """One menu; there is one for each place."""

    place = models.CharField(_("Place"), max_length=8, choices=MenuPlace.choices, unique=True, editable=False)

    panels: ClassVar = [InlinePanel("entries", heading=_("Entries"), label=_("Entry"))]

    class Meta:
        verbose_name = _("Menu")
        verbose_name_plural = _("Menus")

    def __str__(self) -> str:
        return str(MenuPlace(self.place).label)


class MenuEntry(Orderable):
    """One entry, in both languages: a page of ours (its twin is found by itself) or an address."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="entries")
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Page"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("In either language; readers of the other one get its twin."),
    )
    url = models.CharField(
        _("Address"),
        max_length=300,
        blank=True,
        help_text=_("Instead of a page: a path such as /en/about/, or an address that begins with https://."),
    )
    label_en = models.CharField(_("Words in English"), max_length=60)
    label_zh = models.CharField(_("Words in Chinese"), max_length=30)

    panels: ClassVar = [
        PageChooserPanel("page"),
        FieldPanel("url"),
        FieldPanel("label_en"),
        FieldPanel("label_zh"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Entry")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="menu_entry_leads_somewhere",
                condition=models.Q(page=None) ^ models.Q(url=""),
                violation_error_message=_("Choose a page or write an address, one of the two."),
            )
        ]

    def clean(self) -> None:
        """Refuse addresses that are neither paths of ours nor on the web."""
        super().clean()
        if self.url and not self.url.startswith(("/", "https://", "http://")):
            raise ValidationError({"url": _("Begin with / or https://.")})
