"""Upper apps hear when facts of an organisation change that somebody may have checked (names, kind, country, numbers,
and for the level of contact the ways to reach it).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hub.accounts.enums import VerificationLevel
from hub.common.registry import Registry

# (organisation, now), inside the transaction of the change.
FactsChanged = Callable[[Any, datetime], None]
listeners: Registry[FactsChanged] = Registry("listeners to changed facts of organisations")

CHECKED_FACTS = ("kind", "name_en", "name_zh", "country")
WAYS_TO_REACH = ("website", "phone")


def facts_behind(level: int) -> tuple[str, ...]:
    """Return the fields of an organisation on which a level rests: that of contact on the ways to reach it too."""
    return CHECKED_FACTS + WAYS_TO_REACH if level == VerificationLevel.CONTACT else CHECKED_FACTS


def when_facts_change(slug: str) -> Callable[[FactsChanged], FactsChanged]:
    """Register the decorated function; apps do so in their `home_panels.py` or another file that is read at start."""

    def add(function: FactsChanged) -> FactsChanged:
        return listeners.add(slug, function)

    return add


def tell_facts_changed(organisation: Any, now: datetime) -> None:
    """Tell every listener."""
    for listener in listeners:
        listener(organisation, now)
