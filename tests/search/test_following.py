"""An engine that lost track is noticed by the clock and brought up to date."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from search.chores import notice_lost_track
from search.engines import breaker, get_engine
from search.engines.base import Engine
from search.following import lags, measure
from search.models import SearchDocument
from tests.search.conftest import Put
from tests.search.test_queries import closed_port

pytestmark = pytest.mark.django_db


def settle() -> None:
    """Let all changes be old enough for the clock to look at."""
    SearchDocument.objects.update(updated_at=timezone.now() - timedelta(hours=1))
    cache.clear()


def test_who_follows_is_left_alone(engine: Engine, put: Put) -> None:
    put("a", title_en="Battery")
    settle()
    assert notice_lost_track() == 0
    (lag, *_others) = lags()
    assert (lag.engine, lag.is_whole, lag.behind, lag.oldest_at, lag.held, lag.waiting) == (
        engine.name, True, 0, None, 1, 0,
    )  # fmt: skip


def test_what_waits_is_counted_with_the_age_of_the_oldest(engine: Engine, put: Put, monkeypatch: Any) -> None:
    put("a", title_en="Battery")
    monkeypatch.setattr("tests.search.conftest.drain", lambda queue: 0)
    for name in "bc":
        put(name, title_en="Battery")
    lag = measure(engine.name)
    oldest = SearchDocument.objects.get(key="test-thing:b").updated_at
    assert (lag.behind, lag.oldest_at, lag.waiting, lag.held, lag.documents) == (2, oldest, 2, 1, 3)
    drain("search")
    assert measure(engine.name).is_whole


def test_an_index_that_lost_documents_or_holds_old_ones_is_mended(engine: Engine, put: Put) -> None:
    put("a", title_en="Battery")
    put("b", title_en="Battery")
    settle()
    SearchDocument.objects.filter(key="test-thing:b").update(version=5, title_en="Accumulator")
    assert measure(engine.name).behind == 1
    assert notice_lost_track() >= 1
    assert notice_lost_track() == 0  # looked at a moment ago
    drain("search")
    assert measure(engine.name).is_whole
    assert engine.versions_of(["test-thing:b"]) == {"test-thing:b": 5}
    engine.rebuild([])
    settle()
    OutboxMessage.objects.filter(kind="search.mend").delete()
    assert notice_lost_track() >= 1
    drain("search")
    assert engine.count() == 2


@pytest.mark.elasticsearch
def test_what_was_given_up_while_elasticsearch_was_away_for_long_is_made_good(
    elasticsearch: str, put: Put, settings: Any
) -> None:
    put("a", title_en="Battery")
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{closed_port()}"
    put("a", title_en="Accumulator")
    for hours in range(1, 10):
        drain("search", now=timezone.now() + timedelta(hours=hours))
    assert OutboxMessage.objects.get(kind="search.apply.elasticsearch", state="parked")
    settle()
    assert notice_lost_track() == 0  # it is silent still
    assert (measure("elasticsearch").answers, measure("elasticsearch").behind) == (False, None)
    settings.ELASTICSEARCH_URL = elasticsearch
    breaker.reset()
    settle()
    assert notice_lost_track() == 1
    drain("search")
    drain("search")
    assert get_engine("elasticsearch").versions_of(["test-thing:a"]) == {"test-thing:a": 2}
    assert not OutboxMessage.objects.exclude(state="done").exists()


def status(capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, Any]], str]:
    """What the command prints, and why it fails ("" when it does not)."""
    try:
        call_command("search_status")
    except CommandError as error:
        return json.loads(capsys.readouterr().out), str(error)
    return json.loads(capsys.readouterr().out), ""


def test_the_command_says_what_is_behind_and_fails_when_it_is_too_late(
    put: Put, capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    put("a", title_en="Battery")
    (found,), why = status(capsys)
    assert (found["engine"], found["behind"], found["held"], found["oldest_seconds"], why) == ("embedded", 0, 1, 0, "")
    SearchDocument.objects.update(version=2, updated_at=timezone.now() - timedelta(hours=1))
    (found,), why = status(capsys)
    assert found["behind"] == 1
    assert why == f"embedded is {found['oldest_seconds']} s behind"
    assert found["oldest_seconds"] >= 3600
    get_engine("embedded").rebuild([])
    assert "embedded holds 0 of 1 documents" in status(capsys)[1]
    settings.HUB_SEARCH_INDEX_DIR = settings.HUB_SEARCH_INDEX_DIR / "another"
    assert "embedded has no index" in status(capsys)[1]
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{closed_port()}"
    assert "elasticsearch does not answer" in status(capsys)[1]
