"""The pages right below the home pages, read once for each request: menus name them, and twins of theirs are among them."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest
from wagtail.models import Locale, Page

HOME_LEVEL = 2
FRAME_DEPTH = 3
MEMO = "_cms_frame_pages"


@cache
def language_of(locale_id: int) -> str:
    """Return the language code of a locale; locales never change once they are there."""
    code: str = Locale.objects.values_list("language_code", flat=True).get(pk=locale_id)
    return code


def frame_pages(request: HttpRequest) -> list[Page]:
    """Return the published pages right below the home pages of both languages, in the editors' order: one query."""
    known: list[Page] | None = getattr(request, MEMO, None)
    if known is None:
        known = list(Page.objects.live().filter(depth=FRAME_DEPTH).order_by("path"))
        setattr(request, MEMO, known)
    return known


def frame_twin(request: HttpRequest, page: Page) -> Page | None:
    """Return the published twin of a page right below a home page, or None."""
    same = (p for p in frame_pages(request) if p.translation_key == page.translation_key)
    return next((p for p in same if p.locale_id != page.locale_id), None)
