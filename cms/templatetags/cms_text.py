"""Editors' running text, cleaned once more on its way out: `{% load cms_text %}`."""

import nh3
from django import template
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText, expand_db_html

register = template.Library()

TAGS = {"p", "b", "strong", "i", "em", "ul", "ol", "li", "a", "sup", "sub", "br"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}


@register.filter
def prose(text: RichText) -> SafeString:
    """Turn stored rich text into HTML: links resolved, and only tags that editors may use, whatever is stored."""
    return prose_html(text.source)


@register.filter
def prose_html(source: str) -> SafeString:
    """Turn the stored source of rich text into HTML in the same way."""
    expanded = expand_db_html(source or "")
    return SafeString(nh3.clean(expanded, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener"))
