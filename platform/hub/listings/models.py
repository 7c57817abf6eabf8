"""The shape of a listing, and of its review; each market makes them concrete."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.common.bilingual import Language, has_either
from hub.common.ids import PublicIdField
from hub.listings.enums import STATE_TONES, TRL_CHOICES, Criterion, ListingState
from hub.workflow.models import StateField, Stateful


class Listing(Stateful):
    """Something an organisation offers to the public, in one language or both."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    title_en = models.CharField(_("Title in English"), max_length=160, blank=True)
    title_zh = models.CharField(_("Title in Chinese"), max_length=160, blank=True)
    summary_en = models.TextField(_("Summary in English"), max_length=600, blank=True)
    summary_zh = models.TextField(_("Summary in Chinese"), max_length=600, blank=True)
    source_lang = models.CharField(max_length=2, choices=Language.choices)
    trl = models.PositiveSmallIntegerField(_("Technology readiness"), choices=TRL_CHOICES, null=True, blank=True)
    state = StateField(max_length=12, choices=ListingState.choices, default=ListingState.DRAFT)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(app_label)s_%(class)s_titled", condition=has_either("title")),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_state", condition=models.Q(state__in=ListingState.values)
            ),
        ]
        indexes = [models.Index(name="%(class)s_state", fields=["state", "-published_at"])]

    def __str__(self) -> str:
        return self.title_en or self.title_zh

    @property
    def tone(self) -> str:
        """The tone of the state tag."""
        return STATE_TONES[ListingState(self.state)]


class ListingReview(models.Model):
    """One reviewer's judgement of a listing: four scores from 0 to 5 and a comment to the owner."""

    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    clarity = models.PositiveSmallIntegerField()
    evidence = models.PositiveSmallIntegerField()
    advantage = models.PositiveSmallIntegerField()
    standard = models.PositiveSmallIntegerField()
    comment = models.TextField(_("Comment to the owner"), max_length=2000)
    created_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.scores}"

    @property
    def scores(self) -> dict[str, int]:
        """The scores by criterion."""
        return {str(c): int(getattr(self, c)) for c in Criterion}

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The scores with their words, for tables."""
        return [{"label": Criterion(c).label, "score": s} for c, s in self.scores.items()]
