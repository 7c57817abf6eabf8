"""Icons in templates: `{% load ui_icons %}{% icon "clock" %}`."""

from django import template

from hub.common.icons import icon, tone_icon

register = template.Library()
register.simple_tag(icon)
register.simple_tag(tone_icon)
