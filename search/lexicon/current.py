"""What a process keeps in memory of the editors' work: the lexicon here, recommendations elsewhere. It is read again when its
mark in the cache changes; in the ordinary case a question costs neither a database query nor, within a few seconds, a look
into the cache.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from search.lexicon.lexicon import Lexicon, question
from search.lexicon.sources import read
from search.lexicon.stamp import stamp
from search.tokens import QueryTerms

LOOK_SECONDS = 3.0
READ_SECONDS = 600.0  # titles of standards come in by then, and terms where processes share no cache


T = TypeVar("T")


class Keeper(Generic[T]):
    """Holds what `read` gives and looks after it. One thread reads while the others go on with what was held."""

    def __init__(
        self, read: Callable[[], T], look_seconds: float = LOOK_SECONDS, read_seconds: float = READ_SECONDS
    ) -> None:
        self._read, self._look_seconds, self._read_seconds = read, look_seconds, read_seconds
        self._lock = threading.Lock()
        self._held: T | None = None
        self._stamp = ""
        self._look_at = self._read_at = 0.0

    def get(self) -> T:
        """Return what is held, at most a few seconds old; the first who asks waits until it is read."""
        held = self._held
        if held is not None and (time.monotonic() < self._look_at or not self._lock.acquire(blocking=False)):
            return held
        if held is None:
            self._lock.acquire()
        try:
            return self._looked_after()
        finally:
            self._lock.release()

    def _looked_after(self) -> T:
        now = time.monotonic()
        if self._held is not None and now < self._look_at:  # another thread was first
            return self._held
        present = stamp()
        if self._held is None or present != self._stamp or now >= self._read_at:
            self._held, self._stamp, self._read_at = self._read(), present, now + self._read_seconds
        self._look_at = now + self._look_seconds
        return self._held

    def hold(self, held: T) -> None:
        """Keep this and do not look again."""
        self._held, self._look_at = held, float("inf")

    def forget(self) -> None:
        """Read anew next time."""
        self._held, self._look_at = None, 0.0


keeper: Keeper[Lexicon] = Keeper(read)


def ask_with_terms(text: str) -> QueryTerms:
    """Take a reader's question apart and widen it by the terms of the site."""
    return question(text, keeper.get())
