"""What a person may do with an object, as buttons on its page: `{% load acts %}{% acts listing %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from hub.workflow.machine import machine_of
from hub.workflow.pages import form_of, pages_of
from hub.workflow.services import available
from hub.workflow.undoing import last_undoable

register = template.Library()


def _undo_of(obj: Any, request: Any) -> dict[str, Any] | None:
    """Return what the reader may still undo on this object; no query where no step that leads to its state allows it."""
    machine = machine_of(obj)
    state = machine.state_of(obj)
    if not request.user.is_authenticated or not any(step.undo_within and step.target == state for step in machine):
        return None
    taken = last_undoable(obj, request.user, timezone.now())
    if taken is None:
        return None
    return {
        "label": machine.by_name[taken.step].label,
        "until": taken.until,
        "url": pages_of(obj).url(obj, "undo"),
    }


@register.inclusion_tag("workflow/_acts.html", takes_context=True)
def acts(context: dict[str, Any], obj: Any, next: str = "", empty: str = "", wide: bool = False) -> dict[str, Any]:  # noqa: A002
    """Offer the steps that the reader may take now: what is missing in words, what can be done as buttons.

    A step that asks something or is dangerous leads to its page first. `next` is the page to come back to, `empty` what is said to
    those who can do nothing here.
    """
    request: Any = context["request"]
    pages = pages_of(obj)
    offered = available(obj, request.actor, timezone.now()) if request.user.is_authenticated else []
    rows = [
        {
            "step": offer.transition,
            "missing": offer.missing,
            "url": pages.url(obj, offer.transition.name),
            "place": pages.place_of(obj, offer.transition.name),
            "asks": bool(
                offer.transition.danger
                or offer.transition.name in pages.places
                or form_of(type(obj), offer.transition) is not None
            ),
        }
        for offer in offered
    ]
    return {
        "rows": rows,
        "undo": _undo_of(obj, request),
        "next": next,
        "empty": empty,
        "wide": wide,
        "csrf_token": context.get("csrf_token"),
    }
