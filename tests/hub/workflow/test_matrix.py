"""Every state × step × kind of person of every workflow: taken, or refused with the right error and nothing changed.

The cells are measured and compared with docs/workflows/matrix/, where a change is seen and judged; `make matrix` writes them.
"""

from __future__ import annotations

import os

import pytest
from django.utils import translation

from hub.workflow.documents import states_of
from hub.workflow.machine import machines
from tests.hub.workflow.matrix import NEVER, WORLDS
from tests.hub.workflow.matrix.table import DONE, Cells, cases_of, measured, page, path_of

LABELS = sorted(machine.model._meta.label_lower for machine in machines)


def without_a_world() -> set[str]:
    """Workflows that nobody made a world for, and worlds without a workflow."""
    return {machine.model._meta.label_lower for machine in machines} ^ set(WORLDS)


def test_every_workflow_has_a_world() -> None:
    assert without_a_world() == set(), "add it in tests/hub/workflow/matrix/<app>.py"


def test_a_workflow_without_a_world_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(WORLDS, "ip_transfer.enquiry")
    assert without_a_world() == {"ip_transfer.enquiry"}


@pytest.mark.django_db
@pytest.mark.parametrize("label", LABELS)
def test_every_cell_is_as_the_page_says(label: str) -> None:
    machine, never = machines.get(label), NEVER.get(label, ())
    cells: dict[str, dict[str, Cells]] = {}
    for state, _words in states_of(machine):
        for variant, case in {} if state in never else cases_of(WORLDS[label], state).items():
            assert case.obj.state == state
            cells.setdefault(state, {})[variant] = measured(machine, case)
    tables = [rows for variants in cells.values() for rows in variants.values()]
    taken = {name for rows in tables for name, row in rows.items() if DONE in row.values()}
    assert taken == set(machine.by_name), "a step that nobody can take in this world"
    with translation.override("en"):
        text, path = page(machine, cells), path_of(machine)
    if os.environ.get("HUB_WRITE_MATRIX"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
