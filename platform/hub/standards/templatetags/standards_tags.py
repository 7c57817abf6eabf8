"""How standards show themselves on pages of every app: `{% load standards_tags %}`."""

from typing import Any

from django import template

from hub.common.bilingual import Shown, pick

register = template.Library()


@register.simple_tag
def standard_title(standard: Any) -> Shown:
    """Return the title of a standard for the reader, with its language."""
    return pick(standard, "title")
