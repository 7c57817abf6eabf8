"""What a component is: one template in `ui/` (or one function) and its declared props.

Templates use them as `{% ui "tag" label=_("Open") tone="ok" %}` or, where a component takes content, as
`{% uiblock "panel" heading=_("Facts") %}…{% enduiblock %}`. A name, prop or choice that is not declared raises, at
parse time where the template states it literally. The style guide shows every component in every state.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

TONES = ("neutral", "info", "ok", "warn", "danger")


class ComponentError(TypeError):
    """A component was used with a name, prop or value that it does not declare."""


@dataclass(frozen=True)
class Component:
    """One interface component.

    `required` and `optional` are its props (`optional` with defaults), `slot` says whether it takes content,
    `choices` limits props to fixed words, and `prepare` adds values derived from the props for the template. A component
    that stands on a page by the dozen has a function `draw` of these values instead of a template (see `rows`).
    """

    name: str
    required: tuple[str, ...] = ()
    optional: Mapping[str, Any] = field(default_factory=dict)
    slot: bool = False
    choices: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    prepare: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    draw: Callable[[Mapping[str, Any]], SafeString] | None = None

    @property
    def template_name(self) -> str:
        """The template that draws this component."""
        return f"ui/{self.name}.html"

    def check_names(self, given: frozenset[str], *, with_slot: bool) -> None:
        """Raise ComponentError unless the prop names fit the declaration."""
        if with_slot and not self.slot:
            raise ComponentError(f'Component "{self.name}" takes no content; use {{% ui "{self.name}" … %}}.')
        unknown = given - set(self.required) - set(self.optional)
        if unknown:
            known = ", ".join([*self.required, *self.optional])
            raise ComponentError(f'Component "{self.name}" has no prop {_listed(unknown)}; it knows {known}.')
        missing = set(self.required) - given
        if missing:
            raise ComponentError(f'Component "{self.name}" needs {_listed(missing)}.')

    def context(self, props: Mapping[str, Any], *, slot: str | None = None) -> dict[str, Any]:
        """Return the template context for these props; raise ComponentError where they do not fit."""
        self.check_names(frozenset(props), with_slot=slot is not None)
        values = {**self.optional, **props, "slot": slot or ""}
        for prop, allowed in self.choices.items():
            if values[prop] not in allowed:
                raise ComponentError(f'Component "{self.name}": {prop}={values[prop]!r} is not one of {list(allowed)}.')
        return {**values, **self.prepare(values)} if self.prepare else values


def _listed(names: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))


def declare(name: str, /, *required: str, slot: bool = False, **rest: Any) -> Component:
    """Declare a component: required props by name, optional ones with their defaults; `_choices`, `_prepare`, `_draw` as in Component."""
    choices = rest.pop("_choices", {})
    prepare, draw = rest.pop("_prepare", None), rest.pop("_draw", None)
    return Component(name, required, rest, slot, choices, prepare, draw)
