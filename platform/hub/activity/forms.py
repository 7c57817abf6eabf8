"""What an auditor asks the log."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.activity.queries import Wanted
from hub.activity.words import word_for
from hub.common.day_field import DayField


class WantedForm(forms.Form):
    """Filters of the log: act, person, object, first and last day."""

    verb = forms.ChoiceField(label=_("Act"), required=False)
    person = forms.CharField(
        label=_("Person"), required=False, max_length=99, help_text=_("Part of a name, or an e-mail address")
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)
    kind = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    object = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, verbs: list[str]) -> None:
        given = {k: v for k, v in data.items() if k in self.base_fields}
        if given.get("verb") not in verbs:  # an act that never happened is left out of account
            given.pop("verb", None)
        for hidden in ("kind", "object"):
            if not str(given.get(hidden, "")).isascii() or not str(given.get(hidden, "")).isdecimal():
                given.pop(hidden, None)
        super().__init__(given)
        choice = self.fields["verb"]
        choice.choices = [("", _("All acts")), *((verb, word_for(verb)) for verb in verbs)]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Return what is asked for. Call it on a valid form only."""
        given = self.cleaned_data
        until = given["until"]
        return Wanted(
            verb=given["verb"],
            person=given["person"].strip(),
            subject_type=given["kind"],
            subject_id=given["object"],
            since=_midnight(given["since"]) if given["since"] else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
        )

    def address_parts(self) -> dict[str, str]:
        """Return the filters as they stand in an address."""
        return {name: str(value) for name, value in self.data.items() if value}


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
