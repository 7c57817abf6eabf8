"""Who follows what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from hub.standards.models import Follow, Standard
from hub.vocabularies.ics import lineage


def _codes(standard: Standard) -> set[str]:
    return {code for own in standard.ics_codes for code in lineage(own)}


def followed_among(standards: Sequence[Standard]) -> set[int]:
    """Return the keys of those standards that somebody follows, by themselves or by their field."""
    slugs = {s.undated_slug for s in standards}
    codes = {code for s in standards for code in _codes(s)}
    if not slugs:
        return set()
    rows = Follow.objects.filter(Q(undated_slug__in=slugs) | Q(ics_code__in=codes))
    followed = set(rows.values_list("undated_slug", "ics_code").distinct())
    return {s.pk for s in standards if (s.undated_slug, "") in followed or any(("", c) in followed for c in _codes(s))}


def followers_of(standard: Standard) -> QuerySet[Any]:
    """Return the people who follow a standard or a field it lies in, each once."""
    follows = Follow.objects.filter(Q(undated_slug=standard.undated_slug) | Q(ics_code__in=_codes(standard)))
    return get_user_model().objects.filter(pk__in=follows.values("user_id")).order_by("id")


def list_follows(user: Any) -> QuerySet[Follow]:
    """Return what a person follows, newest first."""
    return Follow.objects.filter(user=user).select_related("standard").order_by("-id")


def follows_ics(user: Any, code: str) -> bool:
    """Whether a person follows a code of the classification."""
    return user.is_authenticated and Follow.objects.filter(user=user, ics_code=code).exists()
