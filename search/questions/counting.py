"""The counter of this process: questions wait in memory and go into the database together, so that no reader waits for it."""

from __future__ import annotations

import atexit
import logging
import threading
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction
from django.http import HttpRequest
from django.utils import timezone

from search.models import QuestionCount
from search.questions.keeping import is_by_a_person, kept_text

FULL = 200  # different questions
MOST = 5000  # while the database does not answer
BATCH = 100
log = logging.getLogger(__name__)


class Asked(NamedTuple):
    """A question of one day; its order is that in which rows are written, the same in every process."""

    day: date
    language: str
    text: str


class Counter:
    """Counts questions and those without hits. A timer begins with the first one; whoever comes then waits for nothing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[Asked, tuple[int, int]] = {}
        self._timer: threading.Timer | None = None

    def add(self, asked: Asked, count: int = 1, without_hits: int = 0) -> None:
        """Count a question and have it written soon."""
        with self._lock:
            if asked in self._counts or len(self._counts) < MOST:
                old = self._counts.get(asked, (0, 0))
                self._counts[asked] = (old[0] + count, old[1] + without_hits)
            full = len(self._counts) >= FULL
            self._begin(0.0 if full else settings.HUB_QUESTIONS_SECONDS)

    def _begin(self, seconds: float) -> None:
        if settings.HUB_QUESTIONS_SECONDS and (self._timer is None or not seconds):
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(seconds, self._on_time)
            self._timer.daemon = True
            self._timer.start()

    def _on_time(self) -> None:
        try:
            self.flush()
        finally:
            connections.close_all()

    def flush(self) -> int:
        """Write what was counted and return how many rows; while the database does not answer it is kept for the next time."""
        with self._lock:
            counts, self._counts, self._timer = self._counts, {}, None
        if not counts:
            return 0
        try:
            write(counts)
        except DatabaseError as error:
            log.warning("questions were not counted yet: %s", type(error).__name__)
            for asked, (count, without_hits) in counts.items():
                self.add(asked, count, without_hits)
            return 0
        return len(counts)

    def forget(self) -> None:
        """Drop what was counted and not written."""
        with self._lock:
            self._counts = {}


counter = Counter()
atexit.register(counter.flush)


def write(counts: dict[Asked, tuple[int, int]]) -> None:
    """Add to the counts in the database, in one transaction. Both databases add inside the statement, so that processes that
    write at once lose nothing.
    """
    table = connection.ops.quote_name(QuestionCount._meta.db_table)
    rows = [(*asked, *counts[asked]) for asked in sorted(counts)]
    with transaction.atomic():
        for start in range(0, len(rows), BATCH):
            some = rows[start : start + BATCH]
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {table} (day, language, text, asked, without_hits)"  # noqa: S608 - our own name
                    f" VALUES {', '.join(['(%s, %s, %s, %s, %s)'] * len(some))}"
                    " ON CONFLICT (day, language, text) DO UPDATE SET"
                    f" asked = {table}.asked + excluded.asked, without_hits = {table}.without_hits + excluded.without_hits",
                    [value for row in some for value in row],
                )


def note(request: HttpRequest, *, text: str, language: str, has_hits: bool) -> None:
    """Count what was asked when a person did and it says nothing about one."""
    kept = kept_text(text) if is_by_a_person(request) else ""
    if kept:
        counter.add(Asked(timezone.now().date(), language, kept), 1, 0 if has_hits else 1)
