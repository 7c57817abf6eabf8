"""Rows inside components that stay templates: `{% load ui_rows %}`."""

from django import template

from hub.common.components.rows import fact_rows, option_rows

register = template.Library()
register.filter(fact_rows)
register.filter(option_rows)
