"""Documents to take away, each with its versions; the list that they and the regulations stand in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from cms.blocks import BODY_BLOCKS
from cms.digests import sha256_of
from cms.enums import DocumentKind
from cms.models.base import BasePage, HubPageForm
from hub.common.bilingual import Language
from hub.common.languages import html_lang


class LibraryPage(BasePage):
    """All regulations and documents of one language."""

    introduction = models.TextField(_("Introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.RegulationPage", "cms.DocumentPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("Library")
        verbose_name_plural = _("Libraries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is published, by kind: regulations first, then the kinds of documents."""
        context = super().get_context(request, *args, **kwargs)
        pages = list(Page.objects.child_of(self).live().specific().order_by("title"))
        shelves = [(_("Regulations"), [page for page in pages if not hasattr(page, "kind")])]
        shelves += [
            (kind.label, [page for page in pages if getattr(page, "kind", "") == kind]) for kind in DocumentKind
        ]
        context["shelves"] = [(label, shelf) for label, shelf in shelves if shelf]
        return context


class VersionedPage(BasePage):
    """A page whose matter has a number, dates, and perhaps a successor."""

    number = models.CharField(_("Number"), max_length=40, blank=True)
    introduction = models.TextField(_("Summary"), max_length=400, blank=True)
    superseded_by = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Superseded by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    successor_panel = PageChooserPanel("superseded_by", ["cms.RegulationPage", "cms.DocumentPage"])

    class Meta:
        abstract = True

    def successor(self) -> Page | None:
        """Return the published page that took this one's place, or None."""
        following = self.superseded_by
        return following if following is not None and following.live else None


class DocumentForm(HubPageForm):
    """The editors' form; it takes the digest of each file while it is at hand."""

    def clean(self) -> dict[str, Any]:
        """Note the digests."""
        cleaned = super().clean()
        for form in self.formsets["versions"].forms if self.formsets else ():
            document = form.cleaned_data.get("document") if form.is_valid() else None
            if document is not None:
                form.instance.sha256 = sha256_of(document)
        return cleaned


class DocumentPage(VersionedPage):
    """A form, a report or a guide, with all its versions."""

    kind = models.CharField(_("Kind"), max_length=8, choices=DocumentKind.choices, default=DocumentKind.FORM)
    body = StreamField(BODY_BLOCKS, verbose_name=_("Text"), blank=True)

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("number"),
        FieldPanel("introduction"),
        InlinePanel("versions", heading=_("Versions"), label=_("Version"), min_num=1),
        FieldPanel("body"),
        VersionedPage.successor_panel,
    ]
    parent_page_types: ClassVar = ["cms.LibraryPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = DocumentForm
    schema_type = "DigitalDocument"

    class Meta:
        verbose_name = _("Document")
        verbose_name_plural = _("Documents")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the versions, newest first, each told apart as current or former."""
        context = super().get_context(request, *args, **kwargs)
        versions = sorted(self.versions.all(), key=lambda version: version.effective_date, reverse=True)
        current: dict[str, DocumentVersion] = {}
        for version in versions:
            current.setdefault(version.language, version)
        context["current_versions"] = list(current.values())
        context["former_versions"] = [version for version in versions if version not in current.values()]
        return context


class DocumentVersion(Orderable):
    """One version of a document in one language: a file, from when it holds, and the digest that proves it."""

    page = ParentalKey(DocumentPage, on_delete=models.CASCADE, related_name="versions")
    version = models.CharField(_("Version"), max_length=20, help_text=_("For example 1.2 or 2026."))
    language = models.CharField(_("Language"), max_length=2, choices=Language.choices)
    document = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("File"), on_delete=models.PROTECT, related_name="+"
    )
    effective_date = models.DateField(_("In effect from"))
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    panels: ClassVar = [
        FieldPanel("version"),
        FieldPanel("language"),
        FieldPanel("document"),
        FieldPanel("effective_date"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Version")

    @property
    def html_lang(self) -> str:
        """The HTML `lang` value of the file's language."""
        return html_lang(self.language)
