"""The usual measures of a ranking (Manning, Raghavan, Schütze: Introduction to Information Retrieval, chapter 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], at: int = 10) -> float:
    """Discounted cumulative gain of the first `at`, as a share of the best order's; the gain of a hit is its grade."""
    gained = _gain([grades.get(key, 0) for key in ranking[:at]])
    best = _gain(sorted(grades.values(), reverse=True)[:at])
    return gained / best if best else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int], at: int = 10) -> float:
    """One divided by the place of the first relevant hit among the first `at`; 0 when there is none."""
    return next((1 / place for place, key in enumerate(ranking[:at], start=1) if grades.get(key, 0) > 0), 0.0)


def recall(ranking: Sequence[str], grades: Mapping[str, int], at: int = 100) -> float:
    """The share of the relevant documents that stand among the first `at`."""
    relevant = {key for key, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranking[:at])) / len(relevant) if relevant else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(max(0, grade) / log2(place + 1) for place, grade in enumerate(grades, start=1))
