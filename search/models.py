"""What can be found: one row per searchable object, the truth that every engine follows."""

from __future__ import annotations

from django.db import models

from hub.common.bilingual import Language


class SearchDocument(models.Model):
    """The searchable text of one object in both languages, who may find it, and the number of its latest change.

    Rows of withdrawn objects stay, emptied and marked, so that their version goes on counting: an engine that is late
    can then tell that its news is old. Nothing confidential is ever written here.
    """

    key = models.CharField(max_length=150, unique=True, help_text="<type>:<public id>")
    type = models.SlugField(max_length=40)
    object_id = models.BigIntegerField()
    version = models.BigIntegerField(default=1)
    is_deleted = models.BooleanField(default=False)
    title_en = models.TextField(blank=True)
    title_zh = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    body_zh = models.TextField(blank=True)
    names = models.TextField(blank=True)
    source_lang = models.CharField(max_length=2, choices=Language.choices, default=Language.EN)
    facets = models.JSONField(default=dict, blank=True)
    audiences = models.JSONField(default=list, blank=True)
    sort_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="search_one_per_object", fields=["type", "object_id"]),
            models.CheckConstraint(name="search_version", condition=models.Q(version__gte=1)),
            models.CheckConstraint(name="search_source_lang", condition=models.Q(source_lang__in=Language.values)),
        ]
        indexes = [models.Index(name="search_updated", fields=["updated_at"])]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"
