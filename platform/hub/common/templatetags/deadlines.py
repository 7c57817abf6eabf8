"""Deadlines in templates: `{% load deadlines %}{% deadline listing.valid_until "Europe/Berlin" %}`."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hub.common.deadlines import Deadline

register = template.Library()


@register.simple_tag
def deadline(instant: datetime | None, zone: str = "") -> SafeString | str:
    """Print an instant with its zone, inside `<time>`; without a zone on the reader's own clocks."""
    if instant is None:
        return ""
    words = str(Deadline(instant, zone or timezone.get_current_timezone_name()))
    return format_html('<time datetime="{}">{}</time>', instant.isoformat(), words)
