"""The text of a standard in each language, and papers that belong to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.common.bilingual import Language
from hub.common.ids import PublicIdField
from hub.files.models import StoredFile
from hub.standards.enums import DocumentAccess, DocumentKind
from hub.standards.models.standards import Standard


class StandardDocument(models.Model):
    """One document in one language; its content is a stored file whose SHA-256 is shown to everybody."""

    public_id = PublicIdField()
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="documents")
    kind = models.CharField(_("Kind of document"), max_length=12, choices=DocumentKind.choices)
    language = models.CharField(_("Language"), max_length=2, choices=Language.choices)
    access = models.CharField(_("Who may open it"), max_length=10, choices=DocumentAccess.choices)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="standarddocument_kind", condition=models.Q(kind__in=DocumentKind.values)),
            models.CheckConstraint(
                name="standarddocument_access", condition=models.Q(access__in=DocumentAccess.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard} {self.kind} ({self.language})"
