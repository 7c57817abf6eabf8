"""What listings of all markets share: states, criteria of the review, maturity, layers of their text."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListingState(models.TextChoices):
    """Where a listing is between its owner's desk and the public."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    ON_HOLD = "on_hold", _("On hold")
    REJECTED = "rejected", _("Rejected")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Taken over")


STATE_TONES = {
    ListingState.DRAFT: "neutral",
    ListingState.SUBMITTED: "info",
    ListingState.IN_REVIEW: "info",
    ListingState.ON_HOLD: "warn",
    ListingState.REJECTED: "danger",
    ListingState.PUBLISHED: "ok",
    ListingState.PAUSED: "neutral",
    ListingState.CLOSED: "neutral",
    ListingState.EXPIRED: "warn",
    ListingState.WITHDRAWN: "neutral",
    ListingState.MERGED: "neutral",
}
# What its owner may change; everything else changes through a step, or through a revision.
EDITABLE = (ListingState.DRAFT, ListingState.ON_HOLD)
# What once was public and is still its owner's to bring back or to end.
LIVE = (ListingState.PUBLISHED, ListingState.PAUSED)
# Where a listing is on its way to the public.
UNDER_WAY = (ListingState.DRAFT, ListingState.SUBMITTED, ListingState.IN_REVIEW, ListingState.ON_HOLD)


class Layer(StrEnum):
    """Who a field is for: everybody, or those whom its gate names."""

    PUBLIC = "public"
    CONFIDENTIAL = "confidential"


class Reader(StrEnum):
    """Whom a confidential field can be open to."""

    OWNER = "owner"
    REVIEWER = "reviewer"
    BUYER = "buyer"


class Criterion(models.TextChoices):
    """What a reviewer scores from 0 to 5 (after the profile review of the Enterprise Europe Network)."""

    CLARITY = "clarity", _("Clarity: a reader outside the field understands what it does")
    EVIDENCE = "evidence", _("Evidence: claims are backed by tests, grants or use")
    ADVANTAGE = "advantage", _("Advantage: it says what is better than what exists")
    STANDARD = "standard", _("Standards: the link to the standard is right and precise")


class Verdict(models.TextChoices):
    """What the scores of a review come to."""

    PUBLISH = "publish", _("May be published")
    HOLD = "hold", _("On hold until it is better")
    REJECT = "reject", _("Rejected")


class Outcome(models.TextChoices):
    """How a listing ended."""

    AGREED_HERE = "agreed_here", _("Agreement with somebody who asked here")
    AGREED_ELSEWHERE = "agreed_elsewhere", _("Agreement with somebody else")
    NO_LONGER_OFFERED = "no_longer_offered", _("No longer offered")
    RIGHT_LAPSED = "right_lapsed", _("The right lapsed or was refused")
    OTHER = "other", _("Another reason")


# Technology readiness levels, ISO 16290 and Commission Decision C(2014)4995.
TRL_WORDS = {
    1: _("TRL 1: principle observed"),
    2: _("TRL 2: concept formulated"),
    3: _("TRL 3: proof of concept"),
    4: _("TRL 4: validated in the laboratory"),
    5: _("TRL 5: validated in a relevant environment"),
    6: _("TRL 6: demonstrated in a relevant environment"),
    7: _("TRL 7: prototype in operation"),
    8: _("TRL 8: complete and qualified"),
    9: _("TRL 9: proven in operation"),
}
TRL_CHOICES = [(n, f"TRL {n}") for n in TRL_WORDS]
# From here on a claim of maturity needs a sentence of evidence.
TRL_NEEDS_EVIDENCE = 4
