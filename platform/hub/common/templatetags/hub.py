"""Bilingual text and small frame words in templates: `{% load hub %}`."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hub.common.bilingual import pick
from hub.common.languages import html_lang

register = template.Library()


@register.simple_tag
def bilingual(obj: Any, field: str) -> str | SafeString:
    """Print `field` of `obj` in the page's language, else in the other one inside `<span lang>`."""
    shown = pick(obj, field)
    if not shown.text or html_lang(shown.lang) == html_lang(get_language()):
        return shown.text
    return format_html('<span lang="{}">{}</span>', html_lang(shown.lang), shown.text)


@register.filter(name="html_lang")
def html_lang_filter(code: str) -> str:
    """Turn a language code of ours (`en`, `zh-hans`, `zh`) into the value of an HTML `lang` attribute."""
    return html_lang(code)
