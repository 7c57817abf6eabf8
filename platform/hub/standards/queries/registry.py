"""Find standards."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404

from hub.standards.enums import Status
from hub.standards.models import Follow, Standard
from hub.vocabularies.standard_numbers import parse, slug_of

_DRAFTS_LAST = Case(When(status=Status.DRAFT, then=Value(1)), default=Value(0))


def visible_to(user: Any) -> QuerySet[Standard]:
    """Return the standards somebody may see: the registry is public."""
    return Standard.objects.all()


def get_visible_or_404(user: Any, public_id: str) -> Standard:
    """Return a standard by the slug of its number. Raises Http404."""
    return get_object_or_404(visible_to(user), slug=public_id)


def get_with_editions_or_404(user: Any, public_id: str) -> tuple[Standard, list[Standard]]:
    """Return a standard with all its editions, itself among them, newest first: one query. Each also knows whether this
    person follows it (`is_followed`). Raises Http404.
    """
    series = visible_to(user).filter(slug=public_id).values("undated_slug")
    rows = visible_to(user).filter(undated_slug__in=series).order_by("-published_date", "-slug")
    if user.is_authenticated:
        follows = Follow.objects.filter(user=user, undated_slug=OuterRef("undated_slug"))
        rows = rows.annotate(is_followed=Exists(follows))
    editions = list(rows)
    standard = next((edition for edition in editions if edition.slug == public_id), None)
    if standard is None:
        raise Http404
    return standard, editions


def find_by_number(text: str) -> Standard | None:
    """Return the standard somebody means by a typed number: the exact edition, or the newest when no year was given."""
    number = parse(text)
    slug = number.slug if number else slug_of(text)
    exact = Standard.objects.filter(slug=slug).first()
    if exact or not slug or (number and number.year):
        return exact
    return newest_edition(slug)


def newest_edition(undated_slug: str) -> Standard | None:
    """Return the newest edition of a standard, drafts last."""
    editions = Standard.objects.filter(undated_slug=undated_slug)
    return editions.order_by(_DRAFTS_LAST, "-published_date", "-slug").first()


def editions_of(standard: Standard) -> QuerySet[Standard]:
    """Return the other editions of the same standard, newest first."""
    others = Standard.objects.filter(undated_slug=standard.undated_slug).exclude(pk=standard.pk)
    return others.order_by("-published_date", "-slug")


def same_title_as(*, title_en: str, title_zh: str, slug: str, undated_slug: str) -> Standard | None:
    """Return a standard of another number with exactly such a title in either language, if there is one."""
    same = Q(pk__in=[])
    if title_en:
        same |= Q(title_en__iexact=title_en)
    if title_zh:
        same |= Q(title_zh=title_zh)
    return Standard.objects.filter(same).exclude(Q(slug=slug) | Q(undated_slug=undated_slug)).order_by("id").first()


def count_by_status(status: str) -> int:
    """Return how many standards have a status."""
    return Standard.objects.filter(status=status).count()


def newest(limit: int) -> QuerySet[Standard]:
    """Return the standards in force that were published last."""
    return Standard.objects.filter(status=Status.IN_FORCE, published_date__isnull=False).order_by(
        "-published_date", "-id"
    )[:limit]


def below_ics(code: str) -> Q:
    """A condition: classified under a code or anything below it (a code stands between spaces, or goes on with a dot)."""
    return Q(ics__contains=f" {code} ") | Q(ics__contains=f" {code}.")


def in_ics(user: Any, code: str) -> QuerySet[Standard]:
    """Return the standards classified under a code, newest first."""
    return visible_to(user).filter(below_ics(code)).order_by("-published_date", "-id")


def count_by_ics(user: Any) -> dict[str, int]:
    """Return how many standards each field and group of the classification holds."""
    counts: dict[str, int] = {}
    for packed in visible_to(user).exclude(ics="").values_list("ics", flat=True):
        for above in {part for code in packed.split() for part in (code[:2], code[:6])}:
            counts[above] = counts.get(above, 0) + 1
    return counts
