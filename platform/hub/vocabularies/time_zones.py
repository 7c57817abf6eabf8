"""Time zones as people choose them: the place in their language, and how far it is from UTC now."""

from __future__ import annotations

import zoneinfo
from datetime import datetime, timedelta
from functools import lru_cache

from babel import Locale

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


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    """Return the zone of an IANA name; UTC for one that is gone or never was."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return zoneinfo.ZoneInfo("UTC")


def time_zone_choices(language: str, now: datetime) -> list[tuple[str, str]]:
    """Return (IANA name, words) from west to east; the words hold the offset that is right at that moment."""
    return list(_choices(language, now.replace(minute=0, second=0, microsecond=0)))


@lru_cache(maxsize=8)
def _choices(language: str, now: datetime) -> tuple[tuple[str, str], ...]:
    cities = Locale.parse("zh_Hans" if language.startswith("zh") else "en").time_zones
    rows = []
    for name in ("UTC", *sorted(zoneinfo.available_timezones())):
        if name != "UTC" and not name.startswith(AREAS):
            continue
        offset = now.astimezone(zoneinfo.ZoneInfo(name)).utcoffset() or timedelta()
        city = cities.get(name, {}).get("city") or name.rpartition("/")[2].replace("_", " ")
        words = f"UTC{_signed(offset)} {city}" + (f" ({name})" if name != "UTC" else "")
        rows.append((offset, city, name, words))
    return tuple((name, words) for _offset, _city, name, words in sorted(rows))


def _signed(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
