"""How the pages of acts reach a workflow's objects: apps declare it in `act_pages.py`, one entry for each machine.

A machine with an entry needs no view of its own. The form of a step is found by name: the class
`<Model><Step>Form` in the app's `forms/acts.py` (`EnquiryRefuseForm` for the step `refuse` of `Enquiry`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse

from hub.common.bilingual import Shown, language_of_text, pick
from hub.common.languages import html_lang
from hub.common.registry import Registry
from hub.workflow.machine import Transition

if TYPE_CHECKING:
    from hub.workflow.forms import ActForm

Service = Callable[..., object]


def _title_of(obj: Any, reader: Any) -> Shown:
    for name in ("title", "name"):
        if hasattr(obj, f"{name}_en"):
            return pick(obj, name)
    words = str(obj)
    return Shown(words, html_lang(language_of_text(words)), True)


@dataclass(frozen=True)
class ActPages:
    """One machine in the pages of acts.

    `slug` names it in addresses; `visible_to(user)` is the model's gate; `title(obj, reader)` names one
    object as this reader may know it. `services` are
    for steps that do more than `fire`: they take `actor`, `now`, the cleaned form and the object under the name
    `subject`, and fire themselves. `places` are the pages on which a step is taken with more at hand (a review, a talk),
    `afterwards` where the person goes when it was taken: the object's own page unless said. `todo_at` is where the list of
    next actions leads when the step is prepared on another page than its own (a case on a desk).
    """

    model: type[models.Model]
    slug: str
    visible_to: Callable[[Any], QuerySet[Any]]
    title: Callable[[Any, Any], Shown] = _title_of
    subject: str = ""
    services: Mapping[str, Service] = field(default_factory=dict)
    places: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    afterwards: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    todo_at: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)

    def url(self, obj: Any, act: str) -> str:
        """Return the address of the page of an act."""
        if act == "undo":
            return reverse("act-undo", args=[self.slug, obj.public_id])
        return reverse("act", args=[self.slug, obj.public_id, act])

    def place_of(self, obj: Any, act: str) -> str:
        """Return the address where a person takes this step: its own place, or the page of the act."""
        place = self.places.get(act)
        return place(obj) if place else self.url(obj, act)

    def todo_url(self, obj: Any, act: str) -> str:
        """Return the address to which the list of next actions leads."""
        prepared = self.todo_at.get(act)
        return prepared(obj) if prepared else self.place_of(obj, act)


_pages: Registry[ActPages] = Registry("pages of acts")
_slug_of: dict[str, str] = {}


def register(pages: ActPages) -> ActPages:
    """Open a machine to the pages of acts."""
    _slug_of[pages.model._meta.label_lower] = pages.slug
    return _pages.add(pages.slug, pages)


def pages_named(slug: str) -> ActPages | None:
    """Return the entry with this slug, or None."""
    return _pages.find(slug)


def pages_of(model: type[models.Model] | models.Model) -> ActPages:
    """Return the entry of a model. Raises LookupError when nobody declared it."""
    label = model._meta.label_lower
    return _pages.get(_slug_of.get(label, label))


def form_name(model: type[models.Model], step: Transition) -> str:
    """Return the name that the form of a step must have."""
    return f"{model.__name__}{''.join(part.capitalize() for part in step.name.split('_'))}Form"


def form_of(model: type[models.Model], step: Transition) -> type[ActForm] | None:
    """Return the form of a step, found by its name in the app's `forms/acts.py`; None when it asks nothing."""
    package = f"{apps.get_app_config(model._meta.app_label).name}.forms"
    if find_spec(package) is None or find_spec(f"{package}.acts") is None:
        return None
    return getattr(import_module(f"{package}.acts"), form_name(model, step), None)
