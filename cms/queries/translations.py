"""How pages stand to their twins in the other language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import Page

from cms.enums import TranslationState
from cms.models import TranslationMark
from cms.tree import HOME_LEVEL, language_of
from hub.common.bilingual import CHINESE


@dataclass(frozen=True)
class Pair:
    """A page and its translation. `since` is when the source changed last, when that is later than the translation."""

    source: Page
    target: Page | None
    state: TranslationState
    mark: TranslationMark | None = None
    since: datetime | None = None


def pages_with_marks() -> QuerySet[Page]:
    """Return every page below the root with what its translation was made from."""
    found: QuerySet[Page] = Page.objects.filter(depth__gte=HOME_LEVEL).select_related("translation_mark")
    return found


def mark_of(page: Page) -> TranslationMark | None:
    """Return what a page says it is the translation of, or None."""
    found: TranslationMark | None = getattr(page, "translation_mark", None)
    return found


def pair_up(one: Page, other: Page | None) -> Pair:
    """Tell source and translation apart: the translation has a mark; of two without, Chinese was written first."""
    if other is None:
        return Pair(one, None, TranslationState.NOT_TRANSLATED)
    first, second = (one, other) if language_of(one.locale_id) == CHINESE else (other, one)
    source, target = (second, first) if mark_of(first) and not mark_of(second) else (first, second)
    mark, newer = mark_of(target), source_is_newer(source, target)
    if not target.live:
        state = TranslationState.IN_WORK
    elif newer:
        state = TranslationState.SOURCE_NEWER
    elif target.has_unpublished_changes:
        state = TranslationState.IN_WORK
    else:
        state = TranslationState.UP_TO_DATE
    return Pair(source, target, state, mark, source.last_published_at if newer else None)


def source_is_newer(source: Page, target: Page) -> bool:
    """Whether the source was published with other words since the translation was made from it."""
    mark = mark_of(target)
    if mark is not None and mark.source_revision_id:
        return bool(source.live_revision_id) and source.live_revision_id != mark.source_revision_id
    seen = mark.marked_at if mark else target.last_published_at
    return bool(source.last_published_at and seen and source.last_published_at > seen)


def pairs_of(pages: Iterable[Page]) -> dict[int, Pair]:
    """Return the pair of each of these pages, by the page's id: one query however many there are."""
    wanted = list(pages)
    keys = {page.translation_key for page in wanted}
    found = pair_all(pages_with_marks().filter(translation_key__in=keys))
    by_key = {pair.source.translation_key: pair for pair in found}
    return {page.pk: by_key[page.translation_key] for page in wanted if page.translation_key in by_key}


def pair_of(page: Page) -> Pair | None:
    """Return the pair that a page belongs to; None for the root."""
    return pairs_of([page]).get(page.pk)


def pair_all(pages: Iterable[Page] | None = None) -> list[Pair]:
    """Return all pairs of the site (or of these pages, twins among them), those that need work first."""
    by_key: dict[object, list[Page]] = {}
    for page in pages_with_marks() if pages is None else pages:
        by_key.setdefault(page.translation_key, []).append(page)
    pairs = [pair_up(twins[0], twins[1] if len(twins) > 1 else None) for twins in by_key.values()]
    order = list(TranslationState)
    urgent = {TranslationState.SOURCE_NEWER: -1}
    return sorted(pairs, key=lambda pair: (urgent.get(pair.state, order.index(pair.state)), pair.source.path))
