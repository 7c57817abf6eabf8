"""Tags for machines in the head of a page: `{% load structured %}{% sharing page %}{% structured_data page %}`."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.structured import graph, open_graph
from hub.common.script_data import script_data

register = template.Library()


@register.simple_tag(takes_context=True)
def sharing(context: Context, page: Any) -> SafeString:
    """Write the Open Graph and twitter tags of a page."""
    tags = open_graph(page, _flat(context), context["request"])
    named = [("name" if name.startswith("twitter") else "property", name, content) for name, content in tags]
    return format_html_join("\n    ", '<meta {}="{}" content="{}">', named)


@register.simple_tag(takes_context=True)
def structured_data(context: Context, page: Any) -> SafeString:
    """Write the JSON-LD of a page. It is data, not script: the content security policy has nothing to say about it."""
    text = script_data(graph(page, _flat(context), context["request"]))
    return format_html('<script type="application/ld+json">{}</script>', text)


def _flat(context: Context) -> dict[str, Any]:
    return {str(key): value for key, value in context.flatten().items()}
