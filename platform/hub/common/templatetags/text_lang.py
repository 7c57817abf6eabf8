"""Mark free text with its own language where it is not the page's: `{% load text_lang %}{{ name|in_its_language }}`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hub.common.bilingual import column_language, language_of_text
from hub.common.languages import html_lang

register = template.Library()


@register.filter
def in_its_language(text: object) -> str | SafeString:
    """Print a text, wrapped in `<span lang>` when its script says that it is in the other language."""
    words = str(text)
    language = language_of_text(words)
    if language == column_language(get_language()):
        return words
    return format_html('<span lang="{}">{}</span>', html_lang(language), words)
