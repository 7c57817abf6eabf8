"""Deadlines: an instant and the zone that people agreed it in; local times that a clock change makes doubtful are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location, get_timezone_name
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# Offered where a deadline is set; every other IANA name is accepted too.
ZONES = (
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul", "Asia/Kolkata", "Asia/Dubai",
    "Europe/Berlin", "Europe/London", "Europe/Paris", "Europe/Stockholm", "Europe/Zurich", "Europe/Moscow",
    "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Sao_Paulo",
    "Australia/Sydney", "Africa/Johannesburg", "Africa/Nairobi", "UTC",
)  # fmt: skip
# People in China say 北京时间, which no locale data knows.
_BEIJING = {"Asia/Shanghai", "Asia/Chongqing", "Asia/Harbin", "PRC"}


class DoubtfulTime(ValueError):
    """A local time that does not exist, or exists twice, because clocks change. `missing` says which; `first` and
    `second` are the readings before and after the change, as instants.
    """

    def __init__(self, missing: bool, first: datetime, second: datetime) -> None:
        super().__init__("missing local time" if missing else "ambiguous local time")
        self.missing, self.first, self.second = missing, first, second


@dataclass(frozen=True, slots=True)
class Deadline:
    """An instant in UTC and the IANA name of the zone it is told in."""

    instant: datetime
    zone: str

    @property
    def local(self) -> datetime:
        """The instant on the clocks of the zone."""
        return self.instant.astimezone(ZoneInfo(self.zone))

    def __str__(self) -> str:
        """Date, time and zone: “4 December 2026, 18:00 (Central European Standard Time, UTC+1)”."""
        when = formats.date_format(self.local, "DATETIME_FORMAT")
        return _("%(when)s (%(zone)s)") % {"when": when, "zone": zone_name(self.local, self.zone)}


def instant_of(local: datetime, zone: str) -> datetime:
    """Return the instant (UTC) of a local time without zone. Raises DoubtfulTime when clocks skip or repeat it."""
    place = ZoneInfo(zone)
    first, second = (local.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    missing = first.astimezone(UTC).astimezone(place).replace(tzinfo=None) != local
    raise DoubtfulTime(missing, first.astimezone(UTC), second.astimezone(UTC))


def zone_name(local: datetime, zone: str) -> str:
    """Name a zone as of a time, with its offset then: “Beijing time, UTC+8”, “Central European Summer Time, UTC+2”."""
    offset = _offset(local)
    if zone == "UTC":
        return offset
    name = _("Beijing time") if zone in _BEIJING else str(get_timezone_name(local, width="long", locale=_locale()))
    if name.startswith("GMT"):  # the locale data has no name of its own
        name = str(get_timezone_location(zone, locale=_locale()))
    return _("%(name)s, %(offset)s") % {"name": name, "offset": offset}


def zone_place(zone: str) -> str:
    """Name the place of a zone for lists: “Germany (Berlin)”, “德国（柏林）”; China is Beijing time."""
    if zone == "UTC":
        return "UTC"
    if zone in _BEIJING:
        return _("Beijing time")
    return str(get_timezone_location(zone, locale=_locale())).removesuffix(" Time").removesuffix("时间")


def _offset(local: datetime) -> str:
    """The distance from UTC: “UTC+8”, “UTC+5:30”, “UTC−3”, “UTC”."""
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def _locale() -> str:
    return "zh_Hans_CN" if (get_language() or "en").startswith("zh") else "en"


def ways_out(doubtful: DoubtfulTime, zone: str) -> tuple[datetime, datetime]:
    """Return two clear local times near a doubtful one: as long before and after the change of clocks as the change is wide."""
    place = ZoneInfo(zone)
    early, late = sorted((doubtful.first, doubtful.second))
    width = timedelta() if doubtful.missing else late - early
    return tuple(moment.astimezone(place).replace(tzinfo=None) for moment in (early - width, late + width))  # type: ignore[return-value]
