"""The shape of a listing, of its review and of its versions; each market makes them concrete."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.common.bilingual import Language, has_either
from hub.common.ids import PublicIdField
from hub.listings.enums import EDITABLE, LIVE, STATE_TONES, TRL_CHOICES, Criterion, ListingState, Outcome, Verdict
from hub.listings.scoring import verdict
from hub.workflow.models import StateField, Stateful

VALID_MONTHS = [(3, _("3 months")), (6, _("6 months")), (12, _("12 months"))]


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
    trl_evidence = models.CharField(_("Evidence of readiness"), max_length=300, blank=True)
    valid_months = models.PositiveSmallIntegerField(_("Valid for"), choices=VALID_MONTHS, default=12)
    state = StateField(max_length=12, choices=ListingState.choices, default=ListingState.DRAFT)
    outcome = models.CharField(_("Outcome"), max_length=20, choices=Outcome.choices, blank=True)
    revises = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="revisions")
    version = models.PositiveIntegerField(default=0, help_text="number of the version that the fields hold now")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True, help_text="when what is public was last let through")
    valid_until = models.DateTimeField(null=True, blank=True)
    notice_stage = models.PositiveSmallIntegerField(
        default=0, help_text="which of the notices before its end was sent last: 30 days, 7 days, the end"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(app_label)s_%(class)s_titled", condition=has_either("title")),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_state", condition=models.Q(state__in=ListingState.values)
            ),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_revision",
                fields=["revises"],
                condition=models.Q(state__in=("draft", "submitted", "in_review", "on_hold")),
            ),
        ]
        indexes = [
            models.Index(name="%(class)s_state", fields=["state", "-published_at"]),
            models.Index(name="%(class)s_valid", fields=["state", "valid_until"]),
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_zh

    def get_absolute_url(self) -> str:
        """The listing's page; each market has its own."""
        raise NotImplementedError

    @property
    def tone(self) -> str:
        """The tone of the state tag."""
        return STATE_TONES[ListingState(self.state)]

    @property
    def is_editable(self) -> bool:
        """Whether its owner may change its fields."""
        return self.state in EDITABLE

    @property
    def is_live(self) -> bool:
        """Whether it is public or paused."""
        return self.state in LIVE

    @property
    def is_revision(self) -> bool:
        """Whether it holds changes to another listing that is public meanwhile."""
        return self.revises_id is not None  # type: ignore[attr-defined]


class ListingReview(models.Model):
    """One reviewer's judgement of a listing: four scores from 0 to 5 and a comment to the owner."""

    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    clarity = models.PositiveSmallIntegerField()
    evidence = models.PositiveSmallIntegerField()
    advantage = models.PositiveSmallIntegerField()
    standard = models.PositiveSmallIntegerField()
    comment = models.TextField(_("Comment to the owner"), max_length=2000)
    version_number = models.PositiveIntegerField(default=0, help_text="the version that was judged")
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
    def total(self) -> int:
        """The sum of the scores, of 20."""
        return sum(self.scores.values())

    @property
    def verdict(self) -> Verdict:
        """What the scores come to."""
        return verdict(self.scores.values())

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The scores with their words, for tables."""
        return [{"label": Criterion(c).label, "score": s} for c, s in self.scores.items()]


class ListingVersion(models.Model):
    """What a listing's fields held from one save to the next, both layers; rows are added, only `public_at` is set later."""

    number = models.PositiveIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    public_at = models.DateTimeField(null=True, blank=True, help_text="since when everybody could read it")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"version {self.number}"
