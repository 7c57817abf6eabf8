"""What listings of all markets share: states, criteria of the review, maturity."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListingState(models.TextChoices):
    """Where a listing is between its owner's desk and the public."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


STATE_TONES = {
    ListingState.DRAFT: "neutral",
    ListingState.SUBMITTED: "info",
    ListingState.IN_REVIEW: "warn",
    ListingState.PUBLISHED: "ok",
    ListingState.WITHDRAWN: "neutral",
}


class Criterion(models.TextChoices):
    """What a reviewer scores from 0 to 5 (after the profile review of the Enterprise Europe Network)."""

    CLARITY = "clarity", _("Clarity: a reader outside the field understands what it does")
    EVIDENCE = "evidence", _("Evidence: claims are backed by tests, grants or use")
    ADVANTAGE = "advantage", _("Advantage: it says what is better than what exists")
    STANDARD = "standard", _("Standards: the link to the standard is right and precise")


# Technology readiness levels, ISO 16290.
TRL_CHOICES = [(n, f"TRL {n}") for n in range(1, 10)]
