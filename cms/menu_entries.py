"""The entries of the menus that editors write, as a reader of one language sees them."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models.menus import MenuEntry
from hub.common.bilingual import ENGLISH, column_language

KEY, SECONDS = "cms.menus", 300

Entry = tuple[str, str, str]


def menu_entries(place: str) -> list[Entry]:
    """Return slug, words and address of the entries of a menu in the active language; unpublished pages are left out.

    They are kept in the cache for five minutes, and forgotten when an editor changes a menu or a page.
    """
    language = get_language() or ENGLISH
    known: dict[tuple[str, str], list[Entry]] | None = cache.get(KEY)
    if known is None:
        known = _read()
        cache.set(KEY, known, SECONDS)
    return known.get((place, language), [])


def forget_menus() -> None:
    """Read the menus anew next time."""
    cache.delete(KEY)


def _read() -> dict[tuple[str, str], list[Entry]]:
    found: dict[tuple[str, str], list[Entry]] = {}
    entries = list(MenuEntry.objects.select_related("menu", "page").order_by("menu_id", "sort_order"))
    keys = [entry.page.translation_key for entry in entries if entry.page]
    twins = Page.objects.live().filter(translation_key__in=keys).select_related("locale")
    urls = {(page.translation_key, page.locale.language_code): page.get_url() for page in twins}
    for entry in entries:
        for language in ("en", "zh-hans"):
            url = urls.get((entry.page.translation_key, language)) if entry.page else entry.url
            if url:
                label = getattr(entry, f"label_{column_language(language)}")
                found.setdefault((entry.menu.place, language), []).append((f"menu-{entry.pk}", label, url))
    return found
