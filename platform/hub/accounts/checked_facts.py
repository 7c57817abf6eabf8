"""Upper apps hear when facts of an organisation change that somebody may have checked (names, kind, country, numbers)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hub.common.registry import Registry

# (organisation, now), inside the transaction of the change.
FactsChanged = Callable[[Any, datetime], None]
listeners: Registry[FactsChanged] = Registry("listeners to changed facts of organisations")

CHECKED_FACTS = ("kind", "name_en", "name_zh", "country")


def when_facts_change(slug: str) -> Callable[[FactsChanged], FactsChanged]:
    """Register the decorated function; apps do so in their `home_panels.py` or another file that is read at start."""

    def add(function: FactsChanged) -> FactsChanged:
        return listeners.add(slug, function)

    return add


def tell_facts_changed(organisation: Any, now: datetime) -> None:
    """Tell every listener."""
    for listener in listeners:
        listener(organisation, now)
