"""Find standards."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from hub.standards.enums import Status
from hub.standards.models import Standard
from hub.vocabularies.standard_numbers import parse, slug_of


def visible_to(user: Any) -> QuerySet[Standard]:
    """Return the standards somebody may see: the registry is public."""
    return Standard.objects.all()


def get_visible_or_404(user: Any, public_id: str) -> Standard:
    """Return a standard by the slug of its number. Raises Http404."""
    return get_object_or_404(visible_to(user), slug=public_id)


def find_by_number(text: str) -> Standard | None:
    """Return the standard somebody means by a typed number: the exact edition, or the newest when no year was given."""
    number = parse(text)
    slug = number.slug if number else slug_of(text)
    exact = Standard.objects.filter(slug=slug).first()
    if exact or (number and number.year):
        return exact
    return Standard.objects.filter(undated_slug=slug).order_by("-published_date", "-slug").first()


def editions_of(standard: Standard) -> QuerySet[Standard]:
    """Return the other editions of the same standard, newest first."""
    same = Standard.objects.filter(undated_slug=standard.undated_slug).exclude(pk=standard.pk)
    return same.order_by("-published_date", "-slug")


def count_by_status(status: str) -> int:
    """Return how many standards have a status."""
    return Standard.objects.filter(status=status).count()


def newest(limit: int) -> QuerySet[Standard]:
    """Return the standards in force that were published last."""
    return Standard.objects.filter(status=Status.IN_FORCE, published_date__isnull=False).order_by(
        "-published_date", "-id"
    )[:limit]
