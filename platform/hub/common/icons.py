"""Icons as inline SVG, beside a word and hidden from assistive technology."""

from functools import lru_cache

from django.utils.safestring import SafeString
from heroicons.templatetags.heroicons import heroicon_micro, heroicon_outline

TONE_ICONS = {
    "neutral": "minus-circle",
    "info": "information-circle",
    "ok": "check-circle",
    "warn": "exclamation-triangle",
    "danger": "x-circle",
}
SMALL, LARGE = 16, 24


@lru_cache(maxsize=256)
def icon(name: str, size: int = SMALL) -> SafeString:
    """Draw a heroicon by name; 16 px unless told, from 24 px in outline."""
    draw = heroicon_outline if size >= LARGE else heroicon_micro
    return SafeString(draw(name, size=size, **{"class": "icon"}))


def tone_icon(tone: str) -> SafeString:
    """Draw the icon that goes with a tone."""
    return icon(TONE_ICONS[tone])
