"""What the Hub remembers about pages: what is on the site, what a translation was made from, what links lead to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.enums import LinkState


class OnSite(models.Model):
    """The version of a page whose publishing was logged and indexed. Without a row the page is not on the site.

    It is written with the log and the search row in one transaction, so that what Wagtail published and a crash kept
    from both is found by comparing (`cms.services.reconcile`).
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="on_site")
    revision_id = models.BigIntegerField(null=True)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.page_id}@{self.revision_id}"


class TranslationMark(models.Model):
    """The version of the source that a translated page says the same as."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="translation_mark")
    source_revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.page_id} says {self.source_revision_id}"


class PageLink(models.Model):
    """A link that stands on a published page, and what the last check found behind it."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="checked_links")
    url = models.CharField(_("Address"), max_length=1000)
    is_internal = models.BooleanField()
    state = models.CharField(_("State"), max_length=8, choices=LinkState.choices, default=LinkState.WAITING)
    detail = models.CharField(_("What was found"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("Checked"), null=True)

    class Meta:
        verbose_name = _("Link")
        verbose_name_plural = _("Links")
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "url"], name="link_once_per_page")]
        indexes: ClassVar = [models.Index(fields=["is_internal", "checked_at"], name="links_by_check")]

    def __str__(self) -> str:
        return self.url
