"""The two layers of a listing's text, declared once: what everybody may read, and what only those may whom a gate names.

A market declares its fields as a `Schema`. The form's groups, the publish check, versions and their differences, exports,
imports and every page read from it, so that a field cannot be public in one place and confidential in another.
Confidential fields live in a table of their own, so that no query over listings can load them by accident.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hub.listings.enums import Layer, Reader

Words = Callable[[Any], str]
EVERYBODY: frozenset[Reader] = frozenset(Reader)


def plain(value: Any) -> str:
    """Return a kept value in words: lists with commas, dates in the reader's form, nothing as an empty text."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, (list, tuple)):
        return _(", ").join(str(v) for v in value)
    return str(value)


def by_choices(choices: Any) -> Words:
    """Return how a value of an enum reads."""

    def words(value: Any) -> str:
        known = {str(v): label for v, label in choices}
        if isinstance(value, (list, tuple)):
            return _(", ").join(str(known.get(str(v), v)) for v in value)
        return "" if value in (None, "") else str(known.get(str(value), value))

    return words


def as_date(value: Any) -> str:
    """Return a kept day (ISO 8601) in the reader's form."""
    return date_format(date.fromisoformat(value), "DATE_FORMAT") if value else ""


@dataclass(frozen=True)
class Field:
    """One field. `path` leads to its value from the listing ("asset.number"); `readers` may read it when confidential."""

    name: str
    label: str | Promise
    path: str = ""
    layer: Layer = Layer.PUBLIC
    readers: frozenset[Reader] = EVERYBODY
    words: Words = plain
    long: bool = False

    def value(self, listing: Any) -> Any:
        """Return the value as it is kept in a version: text, number, list or None."""
        found: Any = listing
        for part in (self.path or self.name).split("."):
            found = getattr(found, part, None)
            if found is None:
                return None
        return found.isoformat() if isinstance(found, date) else found


class Schema:
    """The fields of one market's listings, in the order in which people read them."""

    def __init__(self, *fields: Field) -> None:
        self.fields = fields
        self.by_name = {f.name: f for f in fields}
        if len(self.by_name) != len(fields):
            raise ValueError("two fields of one name")
        for field in fields:
            if field.layer == Layer.PUBLIC and field.readers != EVERYBODY:
                raise ValueError(f"{field.name} is public: it has no gate")

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def of_layer(self, layer: Layer) -> list[Field]:
        """Return the fields of one layer."""
        return [f for f in self.fields if f.layer == layer]

    def readable(self, readers: frozenset[Reader]) -> list[Field]:
        """Return the fields that somebody may read who is all of these towards the listing (nobody: the public ones)."""
        return [f for f in self.fields if f.layer == Layer.PUBLIC or f.readers & readers]

    def snapshot(self, listing: Any) -> dict[str, Any]:
        """Return the value of every field of both layers, for a version."""
        return {f.name: f.value(listing) for f in self.fields}
