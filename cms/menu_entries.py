"""The pages that the menus of every page name: those that editors chose, and the published ones right below a home page."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models.menus import MenuEntry
from cms.tree import SECTION_LEVEL
from hub.common.bilingual import ENGLISH, column_language

KEY, SECONDS = "cms.menus", 300

Entry = tuple[str, str, str]
Places = dict[tuple[str, str], list[Entry]]
Addresses = dict[tuple[str, str], str]


def menu_entries(place: str) -> list[Entry]:
    """Return slug, words and address of the entries of a menu in the active language; unpublished pages are left out."""
    places, _addresses = _known()
    return places.get((place, get_language() or ENGLISH), [])


def section_url(slug: str) -> str:
    """Return the address of the published page of that slug right below the home page of the active language, or ""."""
    _places, addresses = _known()
    return addresses.get((slug, get_language() or ENGLISH), "")


def forget_menus() -> None:
    """Read the menus anew next time: called when an editor changes a menu or a page."""
    cache.delete(KEY)


def _known() -> tuple[Places, Addresses]:
    """Return both from the cache, where they are kept for five minutes, or else from the database."""
    known: tuple[Places, Addresses] | None = cache.get(KEY)
    if known is None:
        known = _read_menus(), _read_sections()
        cache.set(KEY, known, SECONDS)
    return known


def _read_sections() -> Addresses:
    pages = Page.objects.live().filter(depth=SECTION_LEVEL).select_related("locale")
    return {(page.slug, page.locale.language_code): url for page in pages if (url := page.get_url())}


def _read_menus() -> Places:
    found: Places = {}
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
