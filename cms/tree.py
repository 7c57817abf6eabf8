"""The shape of the page tree: where home pages and their sections stand, and the language that a page is in."""

from __future__ import annotations

from functools import cache

from wagtail.models import Locale

HOME_LEVEL = 2
SECTION_LEVEL = 3


@cache
def language_of(locale_id: int) -> str:
    """Return the language code of a locale; locales never change once they are there."""
    code: str = Locale.objects.values_list("language_code", flat=True).get(pk=locale_id)
    return code
