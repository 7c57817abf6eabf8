"""The Hub's interface components: each is one template in `ui/` with its props declared here.

Templates use them as `{% ui "tag" label=_("Open") tone="ok" %}` or, where a component takes content, as
`{% uiblock "panel" heading=_("Facts") %}…{% enduiblock %}`. A name, prop or choice that is not declared raises, at
parse time where the template states it literally. The style guide shows every component in every state.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

TONES = ("neutral", "info", "ok", "warn", "danger")
BUTTON_KINDS = ("primary", "secondary", "quiet", "danger")
_HAN_START, _HAN_END = "\u3400", "\u9fff"


class ComponentError(TypeError):
    """A component was used with a name, prop or value that it does not declare."""


@dataclass(frozen=True)
class Component:
    """One interface component.

    `required` and `optional` are its props (`optional` with defaults), `slot` says whether it takes content,
    `choices` limits props to fixed words, and `prepare` adds values derived from the props for the template.
    """

    name: str
    required: tuple[str, ...] = ()
    optional: Mapping[str, Any] = field(default_factory=dict)
    slot: bool = False
    choices: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    prepare: Callable[[dict[str, Any]], dict[str, Any]] | None = None

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


def initials(name: str) -> str:
    """Return one Han character or up to two Latin initials that stand for a person or an organisation."""
    words = name.split()
    if not words:
        return "?"
    if _HAN_START <= words[0][0] <= _HAN_END:
        return words[0][0]
    picked = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in picked).upper()


def _percent(props: dict[str, Any]) -> dict[str, Any]:
    maximum = props["maximum"] or 1
    return {"percent": max(0, int(100 * props["value"] // maximum))}


def _error_rows(props: dict[str, Any]) -> dict[str, Any]:
    rows = [(str(text), href) for text, href in props["errors"]]
    form = props["form"]
    if form is not None and form.is_bound:
        rows += [(str(text), "") for text in form.non_field_errors()]
        for bound in form:
            target = "" if bound.is_hidden else f"#{getattr(bound, 'focus_id', bound.id_for_label)}"
            rows += [(text, target) for text in getattr(bound, "error_texts", bound.errors)]
    return {"rows": rows}


def _labelled(props: dict[str, Any]) -> dict[str, Any]:
    if props["label"]:
        props["field"].label = props["label"]
    return {}


def _stepped(props: dict[str, Any]) -> dict[str, Any]:
    current = props["current"]
    states = [
        {"label": label, "state": "done" if n < current else "current" if n == current else "ahead", "number": n}
        for n, label in enumerate(props["steps"], start=1)
    ]
    return {"states": states, "total": len(states)}


def _c(component: str, /, *required: str, slot: bool = False, **rest: Any) -> Component:
    choices = rest.pop("_choices", {})
    prepare = rest.pop("_prepare", None)
    return Component(component, required, rest, slot, choices, prepare)


_DECLARED = [
    # Acting
    _c(
        "button",
        "label",
        href="",
        kind="secondary",
        type="submit",
        name="",
        value="",
        form="",
        icon="",
        wide=False,
        small=False,
        disabled=False,
        describedby="",
        opens="",
        closes="",
        lang="",
        _choices={"kind": BUTTON_KINDS},
    ),
    _c("menu", "label", slot=True, icon="", align="end", quiet=False),
    _c("disclosure", "summary", slot=True, open=False, small=False),
    _c("dialog", "id", "heading", slot=True),
    # The spine: whatever is tied to a standard
    _c("standard", "number", url="", role="", clause="", title="", title_lang="", status=""),
    _c("life_line", "points", label=""),
    # Who and what
    _c("org", "name", url="", level=None, level_label="", until="", place="", lang="", show_level=False),
    _c("avatar", "name", mine=False, _prepare=lambda props: {"initials": initials(str(props["name"]))}),
    _c("tag", "label", tone="neutral", icon=True, _choices={"tone": TONES}),
    _c("facts", slot=True, rows=(), spread=True),
    _c("panel", slot=True, heading="", level=2, id="", tone="neutral", _choices={"tone": TONES}),
    _c("timeline", "acts", label=""),
    _c("figures", "rows", label=""),
    _c("strip", "heading", slot=True, url="", link_label="", id=""),
    # Telling
    _c("notice", slot=True, text="", heading="", tone="info", live=False, _choices={"tone": TONES}),
    _c("empty", "title", slot=True, text="", icon="inbox"),
    _c("progress", "value", "maximum", "label", text="", spine=False, _prepare=_percent),
    _c("meters", "caption", "rows", show_caption=False),
    # Finding
    _c("breadcrumbs", slot=True, items=()),
    _c("tabs", "items", label=""),
    _c("chips", "items", clear_url="", label=""),
    _c("pagination", "count_text", newer_url="", older_url="", newer_label="", older_label=""),
    _c("search_box", "action", value="", name="q", id="", label="", placeholder="", button="", large=False, hidden=()),
    _c("filters", "groups", slot=True, action="", hidden=(), active=0, clear_url=""),
    _c("item", "title", "url", slot=True, lang="", summary="", summary_lang="", org=None, facts=(), level=2, note=""),
    _c("table", "caption", slot=True, show_caption=True, sticky=False),
    # Filling in
    _c("error_summary", form=None, errors=(), heading="", _prepare=_error_rows),
    _c("field", "field", label="", _prepare=_labelled),
    _c("language_pair", "en", "zh", "legend", hint="", same=False),
    _c("stepper", "steps", "current", _prepare=_stepped),
    # Talking
    _c("message", "sender", "time_label", slot=True, datetime="", mine=False, lang="", person="", state="", note=""),
    _c("file_row", "name", url="", kind="", size="", state="", state_tone="neutral", _choices={"state_tone": TONES}),
    _c("day", "label"),
    _c("unread", "label"),
]
COMPONENTS: dict[str, Component] = {component.name: component for component in _DECLARED}


def get_component(name: str) -> Component:
    """Return the declared component; raise ComponentError for an unknown name."""
    try:
        return COMPONENTS[name]
    except KeyError:
        raise ComponentError(f'There is no component "{name}". Known: {", ".join(sorted(COMPONENTS))}.') from None
