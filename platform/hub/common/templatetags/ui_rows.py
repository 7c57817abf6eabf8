"""Rows that a catalogue page draws by the dozen, for which loops in templates are too slow: `{% load ui_rows %}`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]  # not in the stubs

register = template.Library()


def _drawn(value: Any) -> str:
    """Write a value as templates do; text as it is, without asking what kind of number or day it might be."""
    return conditional_escape(value if isinstance(value, str) else localize(template_localtime(value)))


@register.filter
def fact_rows(rows: Iterable[tuple[Any, Any]]) -> SafeString:
    """Draw pairs of term and detail: the rows of a `<dl class="facts">`."""
    return SafeString("".join(f"<div><dt>{_drawn(t)}</dt><dd>{_drawn(d)}</dd></div>" for t, d in rows))


@register.filter
def option_rows(group: Mapping[str, Any]) -> SafeString:
    """Draw the options of a group of filters: box or circle, label, how many hits. A label may carry its own language."""
    kind, name = _drawn(group.get("type") or "checkbox"), _drawn(group["name"])
    return SafeString("".join(_option(option, kind, name) for option in group["options"]))


def _option(option: Mapping[str, Any], kind: str, name: str) -> str:
    checked = " checked" if option.get("checked") else ""
    lang = f' lang="{_drawn(option["lang"])}"' if option.get("lang") else ""
    count = option.get("count")
    number = "" if count is None else f'<span class="n">{_drawn(count)}</span>'
    return (
        f'<label><input type="{kind}" name="{name}" value="{_drawn(option["value"])}"{checked}>'
        f'<span class="text"{lang}>{_drawn(option["label"])}</span>{number}</label>'
    )
