"""A form field for deadlines: date and time on the clocks of a zone that is chosen beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils import formats, timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from hub.common.day_field import refuse_far_days
from hub.common.deadlines import ZONES, Deadline, DoubtfulTime, instant_of, ways_out, zone_place

LOCAL_FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H:%M")


def _choices(zones: Iterable[str]) -> Any:
    return lazy(lambda: sorted(((z, zone_place(z)) for z in zones), key=lambda pair: pair[1]), list)()


class DeadlineWidget(forms.MultiWidget):
    """Date and time, and the zone."""

    template_name = "hub/forms/moment.html"

    def __init__(self, zones: Sequence[str] = ZONES, attrs: dict[str, Any] | None = None) -> None:
        when = forms.DateTimeInput(
            {"type": "datetime-local", "aria-label": _("Date and time")}, format="%Y-%m-%dT%H:%M"
        )
        zone = forms.Select({"aria-label": _("Time zone")}, choices=_choices(zones))
        self.zones = zones
        super().__init__({"when": when, "zone": zone}, attrs)

    def decompress(self, value: Deadline | None) -> list[Any]:
        """Return local time and zone of a deadline; before one is set, the reader's own zone is chosen."""
        return [value.local.replace(tzinfo=None), value.zone] if value else [None, _own_zone(self.zones)]


def _own_zone(zones: Sequence[str]) -> str:
    """The zone of the reader where it is offered; Beijing's, where the association sits, for those who have set none."""
    own = timezone.get_current_timezone_name()
    return own if own in zones and own != "UTC" else ZONES[0]


class _LocalTime(forms.DateTimeField):
    """A time on the wall; Django's own field would take it for one of the reader's zone."""

    _hint = _("Enter date and time, for example 2026-12-04 18:00.")
    default_error_messages = {"invalid": _hint, "incomplete": _hint}
    default_validators = [refuse_far_days]

    def to_python(self, value: Any) -> datetime | None:
        """Read without a zone."""
        text = str(value or "").strip()
        if not text:
            return None
        for pattern in LOCAL_FORMATS:
            try:
                return datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone is chosen beside it
            except ValueError:
                continue
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class DeadlineField(forms.MultiValueField):
    """A Deadline, or None when it may be left empty. Local times that a change of clocks skips or repeats are refused
    with the nearest clear ones.
    """

    widget = DeadlineWidget

    def __init__(self, *, zones: Sequence[str] = ZONES, required: bool = True, **rest: Any) -> None:
        known = available_timezones()
        fields = (
            _LocalTime(required=required),
            forms.ChoiceField(
                choices=[(zone, zone) for zone in sorted(known | set(zones))],
                required=required,
                error_messages={"incomplete": _("Choose the time zone.")},
            ),
        )
        rest.setdefault("widget", DeadlineWidget(zones))
        super().__init__(fields, require_all_fields=False, required=required, **rest)

    def compress(self, data_list: list[Any]) -> Deadline | None:
        """Make the deadline."""
        if not data_list or data_list[0] is None:
            return None
        local, zone = data_list[0], data_list[1] or "UTC"
        try:
            return Deadline(instant_of(local, zone), zone)
        except DoubtfulTime as doubt:
            raise _refusal(doubt, local, zone) from None


def _refusal(doubt: DoubtfulTime, local: datetime, zone: str) -> forms.ValidationError:
    words = (
        _("That day clocks go forward (%(place)s): there is no %(time)s. Enter %(before)s or %(after)s.")
        if doubt.missing
        else _("That day clocks go back (%(place)s): %(time)s comes twice. Enter %(before)s or %(after)s.")
    )
    before, after = ways_out(doubt, zone)
    times = {"time": local, "before": before, "after": after}
    shown = {name: formats.date_format(value, "TIME_FORMAT") for name, value in times.items()}
    code = "missing_time" if doubt.missing else "ambiguous_time"
    return forms.ValidationError(words, code=code, params={**shown, "place": zone_place(zone)})
