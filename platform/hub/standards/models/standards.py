"""One edition of a standard."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.common.bilingual import Language, has_either
from hub.common.labels import Labelled
from hub.standards.enums import STATUS_TONES, Precision, Status, WithdrawalGround

NUMBER_LENGTH = 100
MACHINE_FIELDS = ("title_en", "title_zh", "abstract_en", "abstract_zh")


class Standard(Labelled):
    """One edition of a standard, ours or another body's. Editions of the same standard share `undated_slug`.

    `ics` and `text_languages` are lists of codes between spaces (" 29.220.99 35.240 "), so that one lookup finds a code and
    all below it. `stage_history` is a list of {code, date, note_en, note_zh}, oldest first. `machine_translated` names the
    bilingual columns that no person has written.
    """

    slug = models.SlugField(max_length=120, unique=True)
    number = models.CharField(_("Number"), max_length=NUMBER_LENGTH, unique=True)
    undated_slug = models.SlugField(max_length=120, db_index=True)
    issuer = models.CharField(_("Issuer"), max_length=40, db_index=True, blank=True)
    edition = models.CharField(_("Edition"), max_length=20, blank=True)
    title_en = models.CharField(_("Title in English"), max_length=400, blank=True)
    title_zh = models.CharField(_("Title in Chinese"), max_length=400, blank=True)
    abstract_en = models.TextField(_("Scope in English"), blank=True)
    abstract_zh = models.TextField(_("Scope in Chinese"), blank=True)
    machine_translated = models.JSONField(default=list, blank=True)
    source_lang = models.CharField(max_length=2, choices=Language.choices)
    status = models.CharField(_("Status"), max_length=12, choices=Status.choices, default=Status.IN_FORCE)
    stage_code = models.CharField(_("Stage"), max_length=5)
    stage_since = models.DateField(null=True, blank=True)
    stage_history = models.JSONField(default=list, blank=True)
    published_date = models.DateField(_("Publication date"), null=True, blank=True)
    published_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    implemented_date = models.DateField(_("Takes effect on"), null=True, blank=True)
    withdrawn_date = models.DateField(_("Date of withdrawal"), null=True, blank=True)
    withdrawal_ground = models.CharField(max_length=12, choices=WithdrawalGround.choices, blank=True)
    withdrawal_note = models.TextField(blank=True)
    ics = models.CharField(max_length=200, blank=True)
    text_languages = models.CharField(max_length=20, blank=True)
    url = models.URLField(_("Where the text is"), max_length=300, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="standard_titled", condition=has_either("title")),
            models.CheckConstraint(name="standard_status", condition=models.Q(status__in=Status.values)),
            models.CheckConstraint(
                name="standard_ground",
                condition=models.Q(withdrawal_ground="") | models.Q(status=Status.WITHDRAWN),
            ),
        ]
        indexes = [models.Index(name="standard_updated", fields=["-updated_at", "-id"])]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The standard's page in the active language."""
        return reverse("standard", args=[self.slug])

    @property
    def public_id(self) -> str:
        """Standards are addressed by the slug of their number."""
        return self.slug

    @property
    def tone(self) -> str:
        """The tone of the status tag."""
        return STATUS_TONES[Status(self.status)]

    @property
    def ics_codes(self) -> list[str]:
        """The codes of the International Classification for Standards."""
        return self.ics.split()

    @property
    def languages_of_text(self) -> list[str]:
        """The languages ("en", "zh") in which a text exists, here or at the issuer."""
        return self.text_languages.split()


def packed(codes: list[str]) -> str:
    """Return codes between spaces, each once and in order; no codes are the empty text."""
    return f" {' '.join(sorted(set(codes)))} " if codes else ""
