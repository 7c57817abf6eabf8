"""Elasticsearch is killed and comes back, with what it held and then with nothing, while people read and write."""

from __future__ import annotations

import importlib
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client

from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from search import rebuilding
from search.engines import breaker, get_engine
from search.following import measure
from search.models import SearchDocument
from search.registry import Document
from search.services import index
from tests.bin.test_services import BIN
from tests.search.conftest import DAY, Shelf
from tests.search.node import Node, wait_for

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
AWAY = "The main search"  # how both notices begin
COUNT = 12


@pytest.fixture
def node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Node]:
    """A node of its own that answers; readers leave it alone for half a second after a failure."""
    monkeypatch.syspath_prepend(str(BIN))
    environment = importlib.import_module("testservices.environment")
    ports = environment.free_port(), environment.free_port()
    own = Node(tmp_path / "node", *ports, importlib.import_module("testservices.elasticsearch"))
    settings.ELASTICSEARCH_URL = own.url
    monkeypatch.setattr(breaker, "_seconds", 0.5)
    rebuilding._asked_for.clear()
    try:
        own.start()
        own.wait()
        yield own
    finally:
        own.kill()


class Readers:
    """Two who look at the page of results all the time, and whether the notice stood there last."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.notice = self.answered = 0
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._read) for _number in range(2)]

    def _read(self) -> None:
        client = Client()
        try:
            while not self.over.is_set():
                answer = client.get("/en/search/", {"q": "battery", "type": "test-thing"})
                page = answer.content.decode()
                if answer.status_code != 200 or f"{COUNT} results" not in page:
                    self.faults.append(f"{answer.status_code}: {page[:200]}")
                self.notice = AWAY in page
                self.answered += 1
                time.sleep(0.05)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
            self.faults.append(repr(error)[:300])
        finally:
            connection.close()

    def see(self, notice: bool, seconds: float = 60) -> None:
        """Wait until what they see has the notice, or has it no more. A worker drains meanwhile."""

        def met() -> bool:
            drain("search")
            return bool(self.notice) == notice or bool(self.faults)

        wait_for(met, seconds)


def change(shelf: Shelf, turn: int) -> None:
    """Give every thing another title that holds the same word."""
    for number in range(COUNT):
        with transaction.atomic():
            group, _created = Group.objects.get_or_create(name=f"n{number}")
            title = f"Battery {turn}"
            shelf.texts[group.pk] = Document(source_lang="en", sort_at=DAY, audiences=["public"], title_en=title)
            index(group)


def applied() -> bool:
    """Whether Elasticsearch holds the newest version of everything."""
    rows = dict(SearchDocument.objects.values_list("key", "version"))
    return get_engine("elasticsearch").versions_of(list(rows)) == rows


def test_readers_go_on_writes_are_kept_and_the_index_heals(node: Node, shelf: Shelf) -> None:
    change(shelf, 0)
    drain("search")
    readers = Readers()
    for thread in readers.threads:
        thread.start()
    try:
        readers.see(notice=False)
        assert applied()

        node.kill()
        change(shelf, 1)
        readers.see(notice=True)
        waiting = OutboxMessage.objects.filter(kind="search.apply.elasticsearch").exclude(state="done")
        assert waiting.count() == COUNT
        assert measure("embedded").is_whole

        node.start()
        readers.see(notice=False)
        wait_for(lambda: drain("search") >= 0 and not waiting.exists(), 60)
        assert applied()

        node.kill()
        shutil.rmtree(node.folder / "data")
        node.start()
        readers.see(notice=True)
        readers.see(notice=False)
        assert applied()
        assert measure("elasticsearch").is_whole
        before = readers.answered
        time.sleep(0.5)
        assert readers.answered > before
    finally:
        readers.over.set()
        for thread in readers.threads:
            thread.join()
    assert readers.faults == []
