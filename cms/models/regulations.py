"""Regulations: numbered articles whose addresses never change, the versions they went through, and consultation."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from cms.blocks.texts import SHORT_FEATURES, TEXT_FEATURES
from cms.citations import acts_by_article
from cms.models.base import BasePage, HubPageForm
from cms.models.library import VersionedPage

ARTICLE_NUMBER = RegexValidator(r"^[0-9]{1,3}[a-z]?$", _("A number, with a letter after it at most: 7 or 7a."))


class RegulationForm(HubPageForm):
    """The editors' form; an article that was public keeps its place, as others cite it."""

    def clean(self) -> dict[str, Any]:
        """Refuse two articles of one number, and the loss of an article that was public."""
        cleaned = super().clean()
        forms = [form for form in self.formsets["articles"].forms if form.is_valid()] if self.formsets else []
        kept = [form.cleaned_data.get("number") for form in forms if not form.cleaned_data.get("DELETE")]
        for number in sorted({number for number in kept if number and kept.count(number) > 1}):
            self.add_error(None, _("Article %(number)s is there twice.") % {"number": number})
        published = RegulationPage.objects.filter(pk=self.instance.pk, live=True).first() if self.instance.pk else None
        for number in published.articles.values_list("number", flat=True) if published else ():
            if number not in kept:
                text = _("Article %(number)s was published: mark it as repealed rather than remove it.")
                self.add_error(None, text % {"number": number})
        return cleaned


class RegulationPage(VersionedPage):
    """A regulation as it stands; workflow transitions cite its articles as `<slug>/<number>`."""

    version = models.CharField(_("Version"), max_length=20, default="1")
    effective_date = models.DateField(_("In effect from"), null=True, blank=True)
    consultation = RichTextField(
        _("Consultation note"),
        features=SHORT_FEATURES,
        blank=True,
        help_text=_("Who may comment on the draft, how, and what becomes of it."),
    )
    consultation_until = models.DateField(_("Comments until"), null=True, blank=True)

    content_panels: ClassVar = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("number"), FieldPanel("version"), FieldPanel("effective_date")], heading=_("What it is")
        ),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("consultation"), FieldPanel("consultation_until")], heading=_("Consultation")),
        InlinePanel("articles", heading=_("Articles"), label=_("Article"), min_num=1),
        InlinePanel("former_versions", heading=_("Former versions"), label=_("Version")),
        VersionedPage.successor_panel,
    ]
    parent_page_types: ClassVar = ["cms.LibraryPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = RegulationForm
    schema_type = "Legislation"

    class Meta:
        verbose_name = _("Regulation")
        verbose_name_plural = _("Regulations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the articles, each with the acts of the Hub that rest on it, and the versions before this one."""
        context = super().get_context(request, *args, **kwargs)
        cited = acts_by_article(self.slug)
        context["articles"] = [(article, cited.get(article.number, [])) for article in self.articles.all()]
        context["versions"] = sorted(self.former_versions.all(), key=lambda v: v.effective_date, reverse=True)
        return context


class Article(Orderable):
    """One article. Its number is its address; a repealed one stays with a word that it no longer holds."""

    page = ParentalKey(RegulationPage, on_delete=models.CASCADE, related_name="articles")
    number = models.CharField(_("Number"), max_length=4, validators=[ARTICLE_NUMBER])
    title = models.CharField(_("Title"), max_length=120)
    text = RichTextField(_("Text"), features=TEXT_FEATURES)
    is_repealed = models.BooleanField(_("Repealed"), default=False)

    panels: ClassVar = [FieldPanel("number"), FieldPanel("title"), FieldPanel("text"), FieldPanel("is_repealed")]

    class Meta(Orderable.Meta):
        verbose_name = _("Article")

    @property
    def anchor(self) -> str:
        """The fragment of the article's address, the same in both languages."""
        return f"article-{self.number}"


class FormerVersion(Orderable):
    """A version that held before: from when, and what the next one changed."""

    page = ParentalKey(RegulationPage, on_delete=models.CASCADE, related_name="former_versions")
    version = models.CharField(_("Version"), max_length=20)
    effective_date = models.DateField(_("In effect from"))
    changes = models.TextField(_("What the next version changed"), max_length=600)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("Text of that version"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    panels: ClassVar = [
        FieldPanel("version"),
        FieldPanel("effective_date"),
        FieldPanel("changes"),
        FieldPanel("document"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Former version")
