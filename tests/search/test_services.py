"""From a change of an object to the engines, through the outbox."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import CommandError, call_command
from django.db import transaction

from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from search.engines import get_engine
from search.engines.base import Engine
from search.enums import EngineName
from search.models import SearchDocument
from search.queries import find
from search.registry import Document, Facet, entry_of, register
from search.services import index, rebuild, refresh_documents, unindex
from tests.search.conftest import DAY, Put, Shelf

pytestmark = pytest.mark.django_db


def names(text: str = "") -> list[str]:
    hits = find(
        text=text, user=AnonymousUser(), audiences=frozenset({"public"}), language="en", types=("test-thing",)
    ).hits
    return [hit.obj.name for hit in hits]


def test_a_change_is_a_row_with_the_next_version_and_one_effect_for_each_follower(put: Put) -> None:
    put("a", title_en="Battery")
    put("a", title_en="Accumulator")
    row = SearchDocument.objects.get(key="test-thing:a")
    assert (row.version, row.title_en, row.type, row.is_deleted) == (2, "Accumulator", "test-thing", False)
    effects = OutboxMessage.objects.filter(kind__startswith="search.").values_list("kind", "key", "queue", "state")
    assert sorted(effects) == [
        ("search.apply.embedded", "search.apply.embedded:test-thing:a:1", "search", "done"),
        ("search.apply.embedded", "search.apply.embedded:test-thing:a:2", "search", "done"),
    ]


@pytest.mark.elasticsearch
def test_with_elasticsearch_both_engines_follow(elasticsearch: str, put: Put) -> None:
    put("a", title_en="Battery")
    kinds = OutboxMessage.objects.values_list("kind", flat=True)
    assert sorted(kinds) == ["search.apply.elasticsearch", "search.apply.embedded"]
    assert names("battery") == ["a"]


def test_nothing_changed_is_nothing_written(put: Put) -> None:
    put("a", title_en="Battery", facets={"colour": {"red"}})
    put("a", title_en="Battery", facets={"colour": ["red"]})
    assert SearchDocument.objects.get().version == 1
    assert OutboxMessage.objects.count() == 1


def test_a_change_is_found_on_every_engine(engine: Engine, put: Put) -> None:
    put("a", title_en="Battery", body_zh="石墨烯电池")
    assert names("battery") == names("电池") == ["a"]
    put("a", title_en="Accumulator")
    assert names("battery") == []
    assert names("accumulator") == ["a"]


def test_what_may_not_be_found_is_taken_out_and_emptied(engine: Engine, put: Put, shelf: Shelf) -> None:
    group = put("a", title_en="Battery", body_en="secret", facets={"colour": ["red"]})
    with transaction.atomic():
        unindex(group)
    drain("search")
    row = SearchDocument.objects.get()
    assert (row.version, row.is_deleted, row.title_en, row.body_en, row.facets, row.audiences) == (
        2,
        True,
        "",
        "",
        {},
        [],
    )
    assert names() == []
    put("a", title_en="Battery again")
    assert SearchDocument.objects.get().version == 3
    assert names("battery") == ["a"]
    shelf.texts.clear()
    with transaction.atomic():
        index(group)
        unindex(group)  # already out: nothing more to do
    drain("search")
    assert SearchDocument.objects.get().version == 4
    assert names() == []


def test_a_late_handler_writes_the_current_row(put: Put, shelf: Shelf) -> None:
    """Both effects are drained after both changes; each reads the row as it is now."""
    group = Group.objects.create(name="a")
    for title in ("First", "Second"):
        shelf.texts[group.pk] = Document(source_lang="en", sort_at=DAY, audiences=["public"], title_en=title)
        with transaction.atomic():
            index(group)
    assert drain("search") == 2
    assert names("second") == ["a"]
    assert names("first") == []


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written(shelf: Shelf) -> None:
    group = Group.objects.create(name="a")
    shelf.texts[group.pk] = Document(source_lang="en", sort_at=DAY, audiences=["public"], title_en="Battery")
    with pytest.raises(RuntimeError):
        index(group)
    with pytest.raises(RuntimeError):
        unindex(group)
    assert not SearchDocument.objects.exists()


def test_a_model_without_an_entry_is_a_mistake(db: None) -> None:
    with pytest.raises(LookupError):
        entry_of(SearchDocument())
    with pytest.raises(LookupError):
        get_engine("elasticsearch")


def test_an_entry_or_facet_that_would_break_addresses_is_refused(shelf: Shelf) -> None:
    with pytest.raises(ValueError, match="page"):
        Facet("page", "Page")
    with pytest.raises(ValueError, match="two entries"):
        register(Shelf())


def test_the_index_is_built_on_first_use(put: Put, settings: Any, tmp_path: Any) -> None:
    put("a", title_en="Battery")
    settings.HUB_SEARCH_INDEX_DIR = tmp_path / "another"
    assert names("battery") == ["a"]


def test_rebuild_reads_the_documents_and_keeps_the_marks_of_deleted_ones(engine: Engine, put: Put) -> None:
    put("a", title_en="Battery")
    gone = put("b", title_en="Battery too", sort_at=DAY + timedelta(days=1))
    with transaction.atomic():
        unindex(gone)
    drain("search")
    assert rebuild(engine.name) == 2
    assert names("battery") == ["a"]


def test_the_command_rebuilds_every_engine(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("a", title_en="Battery")
    call_command("rebuild_search")
    assert "embedded: 1 documents" in capsys.readouterr().out
    call_command("rebuild_search", engine="embedded")
    assert "embedded: 1 documents" in capsys.readouterr().out


@pytest.mark.elasticsearch
def test_the_command_rebuilds_elasticsearch(elasticsearch: str, put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("a", title_en="Battery")
    call_command("rebuild_search", engine="elasticsearch")
    assert "elasticsearch: 1 documents" in capsys.readouterr().out
    assert names("battery") == ["a"]


def test_the_command_says_when_an_engine_is_silent(settings: Any) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    with pytest.raises(CommandError, match="does not answer"):
        call_command("rebuild_search", engine=EngineName.ELASTICSEARCH)


def test_documents_can_be_written_anew_from_their_objects(put: Put, shelf: Shelf) -> None:
    group, gone = put("a", title_en="Battery"), put("b", title_en="Battery")
    gone.delete()
    shelf.texts[group.pk] = Document(source_lang="en", sort_at=DAY, audiences=["public"], title_en="Accumulator")
    assert refresh_documents() >= 1
    drain("search")
    assert names("accumulator") == ["a"]
    assert SearchDocument.objects.get(key="test-thing:b").is_deleted


def test_after_an_import_one_commit_of_the_index_serves_many_changes(put: Put, shelf: Shelf, settings: Any) -> None:
    put("first", title_en="Battery")
    for number in range(30):
        group = Group.objects.create(name=f"n{number}")
        shelf.texts[group.pk] = Document(source_lang="en", sort_at=DAY, audiences=["public"], title_en="Battery")
        with transaction.atomic():
            index(group)
    assert drain("search") == 30
    (meta,) = Path(settings.HUB_SEARCH_INDEX_DIR).glob("v*/meta.json")
    assert len(json.loads(meta.read_text())["segments"]) == 2  # each commit leaves one
    assert find_total() == 31


def find_total() -> int:
    return find(text="battery", user=AnonymousUser(), audiences=frozenset({"public"}), language="en").total
