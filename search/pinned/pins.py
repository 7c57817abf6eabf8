"""The recommendations in memory: which documents belong to a question, as it is compared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from search.lexicon.current import Keeper
from search.lexicon.forms import lines_of
from search.models import PinnedResult
from search.tokens import parse_query

MAX_QUESTIONS = 20  # of one recommendation
Question = frozenset[str]


class Pin(NamedTuple):
    """Keys of documents in their order, and the last day on which they are recommended."""

    keys: tuple[str, ...]
    until: date


class Pins:
    """The recommendations by question. They never change; new ones replace them."""

    def __init__(self, pins: Iterable[tuple[Iterable[str], Pin]] = ()) -> None:
        self._pins: dict[Question, Pin] = {}
        for questions, pin in pins:
            for question in map(compared, questions):
                if question:
                    self._pins.setdefault(question, pin)

    def keys_for(self, text: str, today: date) -> tuple[str, ...]:
        """Return the keys of what is recommended for a question on a day, the first on top."""
        pin = self._pins.get(compared(text)) if self._pins else None
        return pin.keys if pin and today <= pin.until else ()


def compared(question: str) -> Question:
    """Return what a question is compared by: its tokens, in whatever order and form of the words."""
    return frozenset(parse_query(question).tokens)


def read_pins() -> Pins:
    """Read what is recommended now or later. Costs one database query."""
    rows = PinnedResult.objects.filter(until__gte=timezone.now().date()).select_related("first", "second", "third")
    return Pins((lines_of(row.questions), Pin(tuple(d.key for d in row.documents), row.until)) for row in rows)


keeper = Keeper(read_pins)
