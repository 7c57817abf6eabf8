"""The two languages of the Hub as HTML, hreflang and people write them, and how to tell Chinese text by its script."""

import re

HTML_LANG = {"en": "en", "zh-hans": "zh-Hans", "zh": "zh-Hans"}
OWN_NAME = {"en": "English", "zh-hans": "简体中文"}
OTHER = {"en": "zh-hans", "zh-hans": "en"}
# Ideographs of all planes with the marks that are read as such (々〆〇) and the compatibility block.
HAN = re.compile(r"[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def html_lang(code: str | None) -> str:
    """Return the HTML `lang` value of a language code; unknown codes pass through, None is English."""
    return HTML_LANG.get((code or "en").lower(), code or "en")


def has_han(text: str) -> bool:
    """Return whether a text holds a Chinese character, which makes it Chinese for the Hub."""
    return HAN.search(text) is not None
