"""When a review lets a listing through."""

from __future__ import annotations

from collections.abc import Iterable

PASSING_MEAN = 3.0
LOWEST_SCORE = 2


def passes(scores: Iterable[int]) -> bool:
    """Whether scores from 0 to 5 let a listing through: a mean of at least 3 and none below 2."""
    values = list(scores)
    return bool(values) and sum(values) / len(values) >= PASSING_MEAN and min(values) >= LOWEST_SCORE
