"""Time zones as people choose them: the place in their language, and how far it is from UTC now."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from babel import Locale
from babel.core import get_global

AREAS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)

_ALIASES: Mapping[str, str] = get_global("zone_aliases")
_OWN_ZH = {"America/Coyhaique": "科伊艾克"}  # younger than the CLDR's data


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    """Return the zone of an IANA name; UTC for one that is gone or never was."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return zoneinfo.ZoneInfo("UTC")


def time_zone_choices(language: str, now: datetime) -> list[tuple[str, str]]:
    """Return (IANA name, words) from west to east; the words hold the offset that is right at that moment."""
    return list(_choices(language, now.replace(minute=0, second=0, microsecond=0)))


def _cities(locale: str) -> dict[str, str]:
    """Return the places by zone. The CLDR names a place once, often under the zone's former name; here all of them bear it."""
    named = {zone: facts["city"] for zone, facts in Locale.parse(locale).time_zones.items() if "city" in facts}
    present = {_ALIASES.get(zone, zone): city for zone, city in named.items()}
    return (_OWN_ZH if locale.startswith("zh") else {}) | present | named


@lru_cache(maxsize=8)
def _choices(language: str, now: datetime) -> tuple[tuple[str, str], ...]:
    cities = _cities("zh_Hans" if language.startswith("zh") else "en")
    rows = []
    for name in zoneinfo.available_timezones():
        if name != "UTC" and not name.startswith(AREAS):
            continue
        offset = now.astimezone(zoneinfo.ZoneInfo(name)).utcoffset() or timedelta()
        city = cities.get(name) or cities.get(_ALIASES.get(name, name)) or name.rpartition("/")[2].replace("_", " ")
        words = f"UTC{_signed(offset)} {city}" + (f" ({name})" if name != "UTC" else "")
        rows.append((offset, city, name, words))
    return tuple((name, words) for _offset, _city, name, words in sorted(rows))


def _signed(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
