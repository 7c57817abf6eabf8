"""What the scores of a review come to."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from hub.listings.enums import Verdict

PUBLISH_FROM = 10
HOLD_FROM = 5


def thresholds() -> tuple[int, int]:
    """Return the sums of scores from which a listing may be published, and from which it is on hold."""
    publish, hold = getattr(settings, "HUB_LISTING_THRESHOLDS", (PUBLISH_FROM, HOLD_FROM))
    return int(publish), int(hold)


def verdict(scores: Iterable[int]) -> Verdict:
    """Return what four scores from 0 to 5 come to.

    A sum from the first threshold on publishes (10 unless set otherwise), from the second on it puts on hold (5), less
    rejects; a single 0 keeps it from being published (external review of profiles, Enterprise Europe Network).
    """
    values = list(scores)
    publish, hold = thresholds()
    total = sum(values)
    if total < hold:
        return Verdict.REJECT
    return Verdict.PUBLISH if total >= publish and 0 not in values else Verdict.HOLD
