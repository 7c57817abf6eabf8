"""The registry of standards, and the table shape by which everything is tied to them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.common.bilingual import Language, has_either
from hub.standards.enums import STATUS_TONES, LinkRole, Status


class Standard(models.Model):
    """One edition of a standard, ours or another body's."""

    slug = models.SlugField(max_length=120, unique=True)
    number = models.CharField(_("Number"), max_length=100, unique=True)
    undated_slug = models.SlugField(max_length=120, db_index=True)
    issuer = models.CharField(max_length=40, db_index=True, blank=True)
    title_en = models.CharField(_("Title in English"), max_length=400, blank=True)
    title_zh = models.CharField(_("Title in Chinese"), max_length=400, blank=True)
    abstract_en = models.TextField(_("Scope in English"), blank=True)
    abstract_zh = models.TextField(_("Scope in Chinese"), blank=True)
    source_lang = models.CharField(max_length=2, choices=Language.choices)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.IN_FORCE)
    stage_code = models.CharField(max_length=5)
    published_date = models.DateField(null=True, blank=True)
    url = models.URLField(_("Where the text is"), max_length=300, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="standard_titled", condition=has_either("title")),
            models.CheckConstraint(name="standard_status", condition=models.Q(status__in=Status.values)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def public_id(self) -> str:
        """Standards are addressed by the slug of their number."""
        return self.slug

    @property
    def tone(self) -> str:
        """The tone of the status tag."""
        return STATUS_TONES[Status(self.status)]


class StandardLink(models.Model):
    """Abstract: a thing of a vertical tied to a standard, in a role, perhaps to one clause of it."""

    standard = models.ForeignKey(Standard, models.PROTECT, related_name="+")
    role = models.CharField(
        _("Role towards the standard"), max_length=12, choices=LinkRole.choices, default=LinkRole.IMPLEMENTS
    )
    clause = models.CharField(_("Clause"), max_length=20, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.standard} {self.role} {self.clause}".strip()
