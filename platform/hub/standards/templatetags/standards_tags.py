"""How standards show themselves on pages of every app: `{% load standards_tags %}`.

`{% standard_chip standard role=… clause=… %}` is the one way to name a standard: a link that shows title and status when
the pointer or the keyboard is on it.
"""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from hub.common.bilingual import Shown, pick
from hub.common.templatetags.ui import draw
from hub.standards.presentation import date_code, published_words

register = template.Library()


@register.simple_tag
def standard_title(standard: Any) -> Shown:
    """Return the title of a standard for the reader, with its language."""
    return pick(standard, "title")


@register.simple_tag(takes_context=True)
def standard_chip(context: Context, standard: Any, role: Any = "", clause: str = "") -> SafeString:
    """Draw the chip of a standard: number, role and clause; title and status on hover and focus; a link to its page."""
    shown = pick(standard, "title")
    props = {
        "number": standard.number,
        "url": standard.get_absolute_url(),
        "role": role,
        "clause": clause,
        "title": shown.text,
        "title_lang": shown.mark,
        "status": standard.get_status_display(),
    }
    return draw(context, "standard", props)


@register.simple_tag(takes_context=True)
def standard_chips(context: Context, links: Any) -> SafeString:
    """Draw the chips of a thing's links to standards, in their roles and for their clauses."""
    chips = (standard_chip(context, link.standard, link.get_role_display(), link.clause) for link in links)
    return SafeString("".join(f"{chip} " for chip in chips))


@register.filter
def published(standard: Any) -> str:
    """Return when a standard was published, as exactly as it is known."""
    return published_words(standard)


@register.filter
def published_code(standard: Any) -> str:
    """Return the publication date for machines."""
    return date_code(standard.published_date, standard.published_precision)
