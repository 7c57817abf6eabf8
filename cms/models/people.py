"""The directory of people: committee, staff, mentors. Their addresses are never shown; the form reaches them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.blocks.pictures import PictureUse
from cms.enums import PeopleGroup
from cms.models.base import BasePage


class PeoplePage(BasePage):
    """The directory of one language."""

    introduction = models.TextField(_("Introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.PersonPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("Directory of people")
        verbose_name_plural = _("Directories of people")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the published people by group, in the editors' order."""
        context = super().get_context(request, *args, **kwargs)
        people = list(PersonPage.objects.child_of(self).live().select_related("portrait").order_by("path"))
        groups = [(group.label, [p for p in people if p.group == group]) for group in PeopleGroup]
        context["groups"] = [(label, members) for label, members in groups if members]
        return context


class PersonPage(BasePage):
    """Somebody to know: the name in both scripts, what they do, and a form to write to them."""

    name_en = models.CharField(_("Name in Latin letters"), max_length=80)
    name_zh = models.CharField(_("Name in Chinese characters"), max_length=40, blank=True)
    group = models.CharField(_("Belongs to"), max_length=12, choices=PeopleGroup.choices)
    role = models.CharField(_("Role"), max_length=120)
    organisation = models.CharField(_("Organisation"), max_length=160, blank=True)
    introduction = models.TextField(_("About the person"), max_length=1200, blank=True)
    portrait = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("Portrait"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    portrait_alt = models.CharField(
        _("What the portrait shows"),
        max_length=160,
        blank=True,
        help_text=_("For readers who do not see the picture, in the language of the page."),
    )
    portrait_decorative = models.BooleanField(_("The portrait is decoration only"), default=False)
    contact_email = models.EmailField(
        _("Address for the contact form"), blank=True, help_text=_("Never shown. Without it there is no contact form.")
    )

    content_panels: ClassVar = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("name_zh"), FieldPanel("name_en")], heading=_("Name in both scripts")),
        MultiFieldPanel(
            [FieldPanel("group"), FieldPanel("role"), FieldPanel("organisation"), FieldPanel("introduction")],
            heading=_("What they do"),
        ),
        MultiFieldPanel(
            [FieldPanel("portrait"), FieldPanel("portrait_alt"), FieldPanel("portrait_decorative")],
            heading=_("Portrait"),
        ),
        FieldPanel("contact_email"),
    ]
    parent_page_types: ClassVar = ["cms.PeoplePage"]
    subpage_types: ClassVar[list[str]] = []
    schema_type = "ProfilePage"

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("People")

    def pictures(self) -> list[PictureUse]:
        """Return the portrait, when there is one."""
        return [PictureUse(self.portrait_alt, self.portrait_decorative)] if self.portrait_id else []

    @property
    def other_name(self) -> str:
        """The name in the script that is not the page's own."""
        name = self.name_en if self.html_lang != "en" else self.name_zh
        return "" if name == self.title else name

    @property
    def other_name_lang(self) -> str:
        """The language of that name."""
        return "zh-Hans" if self.html_lang == "en" else "en"
