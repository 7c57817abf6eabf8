"""How forms are drawn: `{{ form }}` and `{{ form.name.as_field_group }}` give the Hub's markup.

Error summary, label, hint, error and counter, with Django's own aria-describedby and aria-invalid.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.SelectMultiple, "select"),
    (forms.Select, "select"),
    (forms.MultiWidget, "group"),
)
COUNTER_FROM = 100
SPEAKS_FOR_ITSELF = {"email", "one-time-code", "current-password", "new-password"}
# What a person has to do about an empty field, in place of "This field is required."
_MISSING: dict[str, str | Promise] = {
    "text": _("Fill in: %(label)s"),
    "textarea": _("Fill in: %(label)s"),
    "group": _("Fill in: %(label)s"),
    "select": _("Choose: %(label)s"),
    "radios": _("Choose one: %(label)s"),
    "checkboxes": _("Choose at least one: %(label)s"),
    "checkbox": _("Tick to go on: %(label)s"),
    "file": _("Choose a file: %(label)s"),
}
_TOO_LONG = _("Shorten to %(limit)s characters: %(label)s")


class HubBoundField(BoundField):
    """A bound field that knows how the Hub draws it."""

    @property
    def kind(self) -> str:
        """Which drawing: text, textarea, select, file, checkbox, radios, checkboxes or group."""
        for widget, kind in _KINDS:
            if isinstance(self.field.widget, widget):
                return kind
        return "text"

    @property
    def focus_id(self) -> str:
        """The id that an error summary links to: the first input, also of a group."""
        if self.kind in {"radios", "checkboxes", "group"}:
            return f"{self.auto_id}_0"
        return self.id_for_label

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes, without a placeholder that repeats the label.

        Where a counter says the limit in words, the browser does not cut pasted text off.
        """
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        shown = (widget or self.field.widget).attrs
        if shown.get("placeholder") == self.field.label or shown.get("autocomplete") in SPEAKS_FOR_ITSELF:
            built["placeholder"] = False
        if self.counter:
            built["maxlength"] = False
        if self.kind == "file":
            built["data-max-bytes"] = settings.HUB_MAX_UPLOAD_BYTES
        return built

    @property
    def counter(self) -> int | None:
        """The limit in characters that is worth counting down (plain text only), or None."""
        limit: int | None = getattr(self.field, "max_length", None)
        widget = self.field.widget
        plain = getattr(widget, "input_type", "") == "text" and "autocomplete" not in widget.attrs
        return limit if limit is not None and limit >= COUNTER_FROM and (plain or self.kind == "textarea") else None

    @property
    def error_texts(self) -> list[str]:
        """The errors as sentences that say what to do; Django's bare "required" is replaced by words for this field."""
        return [text for error in self.errors.as_data() for text in self._worded(error)]

    def _worded(self, error: ValidationError) -> list[str]:
        if error.code == "required" and error.message == forms.Field.default_error_messages["required"]:
            return [str(_MISSING[self.kind]) % {"label": self.label}]
        if error.code == "max_length" and error.params:
            return [str(_TOO_LONG) % {"label": self.label, "limit": error.params["limit_value"]}]
        return [str(text) for text in error.messages]

    @property
    def aria_describedby(self) -> str | None:
        """Django's hint and error ids, and the counter's."""
        described: str | None = super().aria_describedby
        if described is not None and self.counter and self.auto_id:
            return f"{described} {self.auto_id}_count".strip()
        return described


class HubFormRenderer(TemplatesSetting):
    """Django's form renderer with the Hub's form and field templates."""

    form_template_name = "hub/forms/form.html"
    field_template_name = "hub/forms/field.html"
    bound_field_class = HubBoundField
