"""A table of listings on its way in."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hub.common.ids import PublicIdField


class ImportBatch(models.Model):
    """An uploaded table as it was read: each row's values, errors and, once applied, its listing. Kept as the report."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.public_id})"
