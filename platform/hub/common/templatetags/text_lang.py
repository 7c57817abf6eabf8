"""Mark free text with its own language where it is not the page's: `{% load text_lang %}{{ title|in_its_language }}`.

Titles and texts get a small mark for the eye in headings; names of people do not (`name_in_its_language`), nor do the names
within a sentence of the interface (`with_names`).
"""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hub.common.bilingual import Language, column_language, language_of_text
from hub.common.languages import html_lang

register = template.Library()
_HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")


@register.filter
def in_its_language(text: object) -> str | SafeString:
    """Print a text, wrapped in `<span lang>` when its script says that it is in the other language."""
    words = str(text)
    language = language_of_text(words)
    if language == column_language(get_language()):
        return words
    return format_html('<span lang="{}">{}</span>', html_lang(language), words)


@register.filter
def name_in_its_language(text: object) -> str | SafeString:
    """Print the name of a person with its language for assistive technology, without the mark for the eye."""
    words = str(text)
    language = language_of_text(words)
    if language == column_language(get_language()):
        return words
    return format_html('<span class="name" lang="{}">{}</span>', html_lang(language), words)


@register.filter
def with_names(sentence: object) -> str | SafeString:
    """Print a sentence of the interface that holds names or titles in Chinese: on an English page each of them is marked
    with its language, the sentence around them is not.
    """
    words = conditional_escape(str(sentence))
    if column_language(get_language()) == Language.ZH:
        return in_its_language(sentence)
    return mark_safe(_HAN_RUN.sub(lambda run: f'<span class="name" lang="zh-Hans">{run[0]}</span>', words))
