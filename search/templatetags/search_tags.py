"""{% similar_things obj heading %}: what is like the thing on the page, each with its reason; nothing where nothing is."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

from search.registry import PUBLIC
from search.similar.asking import similar

register = template.Library()


@register.inclusion_tag("search/_similar.html", takes_context=True)
def similar_things(context: template.Context, obj: Any, heading: str) -> dict[str, Any]:
    """Draw what is like the object, as this reader may see it."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return {"items": []}
    audiences = frozenset(getattr(request, "audiences", (PUBLIC,)))
    found = similar(obj, user=request.user, audiences=audiences, language=get_language() or "en")
    return {"items": found, "heading": heading}
