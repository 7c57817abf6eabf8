"""docs/workflows/ says what the tables say."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hub.workflow import documents
from hub.workflow.machine import Machine, machines
from ip_transfer.models import TransferListing
from ip_transfer.workflow import LISTING


def test_the_pages_are_what_the_tables_say() -> None:
    assert documents.stale() == []


def test_a_table_that_changed_makes_its_page_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [dataclasses.replace(s, label="Send off") if s.name == "submit" else s for s in LISTING]
    monkeypatch.setitem(machines._entries, "ip_transfer.transferlisting", Machine(TransferListing, steps))
    assert [path.name for path in documents.stale()] == ["ip_transfer.transferlisting.md"]
    with pytest.raises(CommandError, match=r"stale: docs/workflows/ip_transfer\.transferlisting\.md"):
        call_command("workflow_docs", "--check")


def test_the_command_writes_what_is_missing_and_removes_what_nobody_declares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "FOLDER", tmp_path / "docs" / "workflows")
    documents.write()
    (tmp_path / "docs" / "workflows" / "gone.model.md").write_text("gone")
    assert [path.name for path in documents.stale()] == ["gone.model.md"]
    assert [path.name for path in documents.write()] == ["gone.model.md"]
    assert documents.stale() == []
    text = (tmp_path / "docs" / "workflows" / "ip_transfer.transferlisting.md").read_text()
    assert "    [*] --> draft" in text
    assert "    draft --> submitted: Submit for review" in text
    assert "提交评审" in text


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(days=14), "14 days"),
        (timedelta(days=1), "1 day"),
        (timedelta(hours=36), "36 hours"),
        (timedelta(minutes=10), "10 minutes"),
        (timedelta(seconds=90), "90 seconds"),
    ],
)
def test_spans_are_said_in_their_largest_whole_unit(span: timedelta, words: str) -> None:
    assert documents.length(span) == words
