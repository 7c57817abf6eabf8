"""What belongs to a person: apps declare in `personal_data.py` what they hold about people, for the copy a person may take
along and for the erasure of an account.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hub.common.registry import Registry


def nothing_to_erase(user: Any, now: datetime) -> None:
    """For data that hold ids only and stay."""


@dataclass(frozen=True)
class PersonalData:
    """One part: `copy(user)` returns what JSON can hold; `erase(user, now)` wipes it inside the erasure's transaction.

    `rows` names the fields by which rows point at a person, as app.Model.field; a test finds one that no part names.
    """

    slug: str
    rows: tuple[str, ...]
    copy: Callable[[Any], Any]
    erase: Callable[[Any, datetime], None] = nothing_to_erase


parts: Registry[PersonalData] = Registry("parts of personal data")


def register(part: PersonalData) -> PersonalData:
    """Make a part known to the copy and to the erasure."""
    return parts.add(part.slug, part)


def copy_of(user: Any) -> dict[str, Any]:
    """Return everything the Hub holds about a person, by part."""
    return {part.slug: part.copy(user) for part in parts}
