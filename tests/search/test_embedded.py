"""What only the embedded engine has to stand: files, locks, other processes."""

import shutil
import threading
from pathlib import Path

import pytest

from search.engines import embedded
from search.engines.base import EngineDownError, IndexMissingError
from search.engines.embedded import EmbeddedEngine
from tests.search.test_engines import ask, made


def test_readers_in_another_place_see_each_commit(tmp_path: Path) -> None:
    writer, reader = EmbeddedEngine(tmp_path), EmbeddedEngine(tmp_path)
    writer.rebuild([made("a", "battery", "")])
    assert ask(reader, "battery") == ["a"]
    writer.apply([made("b", "battery", "", day=1)])
    assert sorted(ask(reader, "battery")) == ["a", "b"]


def test_a_folder_that_was_deleted_is_noticed(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild([made("a", "battery", "")])
    shutil.rmtree(tmp_path)
    with pytest.raises(IndexMissingError):
        ask(engine)
    engine.rebuild([made("b", "battery", "")])
    assert ask(engine) == ["b"]


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    first, second = EmbeddedEngine(tmp_path), EmbeddedEngine(tmp_path)
    first.rebuild([])
    engines = [first, second] * 4
    threads = [threading.Thread(target=e.apply, args=([made(f"k{n}", "battery", "")],)) for n, e in enumerate(engines)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ask(first, "battery")) == len(engines)


def test_a_writer_gives_up_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "LOCK_SECONDS", 0.1)
    holder, waiting = EmbeddedEngine(tmp_path), EmbeddedEngine(tmp_path)
    holder.rebuild([])
    with holder._writing(), pytest.raises(EngineDownError):
        waiting.apply([made("a", "battery", "")])
    assert waiting.apply([made("a", "battery", "")]) == 1
