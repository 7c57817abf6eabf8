"""Indexes are built anew again and again while threads write and read: nothing is missing, doubled or older for a moment."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from search.engines.base import Engine, EngineQuery
from search.models import SearchDocument
from search.rebuilding import build
from search.registry import Document
from search.services import apply_documents, index
from search.tokens import parse_query
from tests.search.conftest import DAY, Shelf

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, THINGS, REBUILDS = 3, 12, 4
EVERYTHING = EngineQuery(parse_query("battery"), frozenset({"public"}), limit=1000)


class Ledger:
    """What the engine was told, and has confirmed: the newest version of each key and whether it may be found."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: dict[str, tuple[int, bool]] = {}
        self._busy: set[str] = set()
        self.faults: list[str] = []
        self.seen = 0

    @contextmanager
    def telling(self, key: str) -> Iterator[None]:
        """While this lasts, the engine may show the key as it was or as it becomes."""
        with self._lock:
            self._busy.add(key)
        yield
        row = SearchDocument.objects.get(key=key)
        with self._lock:
            self._told[key] = row.version, not row.is_deleted
            self._busy.discard(key)

    def settled(self) -> dict[str, tuple[int, bool]]:
        """What is certain at this moment."""
        with self._lock:
            return {key: state for key, state in self._told.items() if key not in self._busy}

    def compare(self, engine: Engine) -> None:
        """Ask for everything; judge what was certain before the question and still is behind it."""
        before = self.settled()
        hits = Counter(hit.key for hit in engine.search(EVERYTHING).hits)
        versions = engine.versions_of(list(before))
        after = self.settled()
        for key, state in before.items():
            if after.get(key) != state:
                continue
            version, may_be_found = state
            if hits[key] != int(may_be_found):
                self.faults.append(f"{key} found {hits[key]} times, not {int(may_be_found)}")
            if versions.get(key, version) < version:
                self.faults.append(f"{key} went back from {version} to {versions[key]}")
        self.seen += 1


def write(engine: Engine, shelf: Shelf, ledger: Ledger, group: Group, turn: int) -> None:
    """Put a thing in, change it, or take every third turn out; a worker applies it at once."""
    key = f"{shelf.slug}:{group.name}"
    with ledger.telling(key):
        shelf.texts.pop(group.pk, None)
        if turn % 3 != 2:
            title = f"Battery {turn}"
            shelf.texts[group.pk] = Document(source_lang="en", sort_at=DAY, audiences=["public"], title_en=title)
        with transaction.atomic():
            index(group)
        apply_documents(engine.name, [key])


def test_while_it_is_rebuilt_nothing_is_missing_doubled_or_older(engine: Engine, shelf: Shelf) -> None:
    groups = [Group.objects.create(name=f"n{number}") for number in range(WRITERS * THINGS)]
    ledger, over = Ledger(), threading.Event()
    for group in groups:
        write(engine, shelf, ledger, group, 0)

    def writing(number: int) -> None:
        turn = 1
        while not over.is_set():
            for group in groups[number::WRITERS]:
                write(engine, shelf, ledger, group, turn)
            turn += 1

    def reading() -> None:
        while not over.is_set():
            ledger.compare(engine)

    def rebuilding() -> None:
        for _round in range(REBUILDS):
            build(engine.name)
            time.sleep(0.05)
        over.set()

    run_together([*(lambda n=n: writing(n) for n in range(WRITERS)), reading, reading, rebuilding], ledger, over)  # type: ignore[misc]
    assert ledger.faults == []
    assert ledger.seen > REBUILDS
    ledger.compare(engine)
    assert ledger.faults == []


def run_together(jobs: list[Callable[[], None]], ledger: Ledger, over: threading.Event) -> None:
    """Run the jobs in threads of their own; what one of them raises is a fault and ends all."""

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
            ledger.faults.append(repr(error)[:300])
            over.set()
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
