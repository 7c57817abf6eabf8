"""The lexicon of this process. It is read again when its mark in the cache changes; in the ordinary case a question costs
neither a database query nor, within a few seconds, a look into the cache.
"""

from __future__ import annotations

import threading
import time

from search.lexicon import sources
from search.lexicon.lexicon import Lexicon, question
from search.lexicon.stamp import stamp
from search.tokens import QueryTerms

LOOK_SECONDS = 3.0
READ_SECONDS = 600.0  # titles of standards come in by then, and terms where processes share no cache


class Keeper:
    """Holds a lexicon and looks after it. One thread reads while the others go on with the old one."""

    def __init__(self, look_seconds: float = LOOK_SECONDS, read_seconds: float = READ_SECONDS) -> None:
        self._look_seconds, self._read_seconds = look_seconds, read_seconds
        self._lock = threading.Lock()
        self._held: Lexicon | None = None
        self._stamp = ""
        self._look_at = self._read_at = 0.0

    def get(self) -> Lexicon:
        """Return the lexicon, at most a few seconds old."""
        held = self._held
        if held is not None and time.monotonic() < self._look_at:
            return held
        if not self._lock.acquire(blocking=held is None):
            return held or Lexicon()
        try:
            return self._looked_after()
        finally:
            self._lock.release()

    def _looked_after(self) -> Lexicon:
        now, present = time.monotonic(), stamp()
        if self._held is None or present != self._stamp or now >= self._read_at:
            self._held, self._stamp, self._read_at = sources.read(), present, now + self._read_seconds
        self._look_at = now + self._look_seconds
        return self._held

    def hold(self, lexicon: Lexicon) -> None:
        """Keep this one and do not look again."""
        self._held, self._look_at = lexicon, float("inf")

    def forget(self) -> None:
        """Read anew next time."""
        self._held, self._look_at = None, 0.0


keeper = Keeper()


def ask_with_terms(text: str) -> QueryTerms:
    """Take a reader's question apart and widen it by the terms of the site."""
    return question(text, keeper.get())
