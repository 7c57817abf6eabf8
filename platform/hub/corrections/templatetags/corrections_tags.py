"""Reports in templates: `{% load corrections_tags %}{% report_link "standard" standard.slug %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hub.common.bilingual import Shown
from hub.corrections.titles import title_of_subject, title_of_thing

register = template.Library()


@register.simple_tag
def report_link(kind: str, key: str) -> SafeString:
    """Print the link that begins a report about a thing."""
    return format_html(
        '<a href="{}">{}</a>', reverse("correction-create", args=[kind, key]), gettext("Report a wrong fact")
    )


@register.simple_tag
def subject_title(correction: Any) -> Shown:
    """Return the title of what a report is about."""
    return title_of_subject(correction)


@register.simple_tag
def thing_title(subject: Any) -> Shown:
    """Return the title of a thing that a report is being written about."""
    return title_of_thing(subject)
