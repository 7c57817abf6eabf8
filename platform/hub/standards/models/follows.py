"""Who wants to hear of changes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hub.standards.models.standards import Standard


class Follow(models.Model):
    """A person follows one standard (all its editions) or one code of the classification with all below it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    standard = models.ForeignKey(Standard, models.CASCADE, null=True, blank=True, related_name="+")
    undated_slug = models.SlugField(max_length=120, blank=True)
    ics_code = models.CharField(max_length=9, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="follow_once", fields=["user", "undated_slug", "ics_code"]),
            models.CheckConstraint(
                name="follow_one_thing",
                condition=models.Q(standard__isnull=False, ics_code="") & ~models.Q(undated_slug="")
                | models.Q(standard__isnull=True, undated_slug="") & ~models.Q(ics_code=""),
            ),
        ]
        indexes = [
            models.Index(name="follow_standard", fields=["undated_slug"]),
            models.Index(name="follow_ics", fields=["ics_code"]),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.undated_slug or self.ics_code}"
