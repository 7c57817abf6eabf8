"""The two languages of the Hub as HTML, hreflang and people write them."""

HTML_LANG = {"en": "en", "zh-hans": "zh-Hans", "zh": "zh-Hans"}
OWN_NAME = {"en": "English", "zh-hans": "简体中文"}
OTHER = {"en": "zh-hans", "zh-hans": "en"}


def html_lang(code: str | None) -> str:
    """Return the HTML `lang` value of a language code; unknown codes pass through, None is English."""
    return HTML_LANG.get((code or "en").lower(), code or "en")
