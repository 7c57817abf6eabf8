"""A form field for days, and the one home of which days are taken."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Beyond these every zone and every count of days ahead still has its instant.
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2199, 12, 31)


def refuse_far_days(day: date) -> None:
    """Refuse a day (or the day of a time) that is a slip of the keyboard. Raises ValidationError."""
    if not FIRST_DAY.year <= day.year <= LAST_DAY.year:
        raise forms.ValidationError(
            _("Enter a year from %(first)s to %(last)s."),
            code="far_day",
            params={"first": FIRST_DAY.year, "last": LAST_DAY.year},
        )


class DayField(forms.DateField):
    """A day, with the calendar of the browser."""

    default_validators = [refuse_far_days]

    def __init__(self, **rest: Any) -> None:
        rest.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**rest)
