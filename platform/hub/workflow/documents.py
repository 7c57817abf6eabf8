"""The pages of `docs/workflows/`: each workflow as a diagram, and who may do what; written from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import translation

from hub.workflow.machine import Machine, Moment, Reminder, Text, Transition, machines

FOLDER = Path(settings.BASE_DIR) / "docs" / "workflows"
MATRIX = "matrix"  # the folder below, written by the test that tries every cell
LANGUAGES = (("en", "English"), ("zh-hans", "Chinese"))
INTRO = """# Workflows

Written by `manage.py workflow_docs` from the tables in each app's `workflow.py`; a test fails when a page is stale. Each page
shows the states and steps as a diagram, who may take which step under which conditions, and what the clock does. The
matrices beside them are measured: `make matrix` tries every step, in every state, as every kind of person
(`tests/hub/workflow/test_matrix.py`), and a test fails when a cell differs.

| workflow | states | steps | measured |
|---|---|---|---|
"""


def written() -> dict[Path, str]:
    """Return every page with its text."""
    with translation.override("en"):
        pages = {FOLDER / f"{name_of(machine)}.md": _page(machine) for machine in machines}
        pages[FOLDER / "README.md"] = INTRO + "".join(sorted(map(_line, machines)))
    return pages


def stale() -> list[Path]:
    """Return the pages that are missing, differ from the tables, or belong to no workflow any more."""
    now = written()
    wrong = [path for path, text in now.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    return sorted([*wrong, *(path for path in FOLDER.glob("*.md") if path not in now)])


def write() -> list[Path]:
    """Bring the pages up to date and return those that changed."""
    changed, now = stale(), written()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in changed:
        if path in now:
            path.write_text(now[path], encoding="utf-8")
        else:
            path.unlink()
    return changed


def name_of(machine: Machine) -> str:
    """Return the name of a workflow's page: app and model."""
    return machine.model._meta.label_lower


def words(text: Text, language: str) -> str:
    """Return a text in a language, safe inside a table."""
    with translation.override(language):
        return str(text).replace("|", "\\|")


def states_of(machine: Machine) -> list[tuple[str, Text]]:
    """Return the states in the order of the model, with their words."""
    return list(machine.model._meta.get_field(machine.state_field).flatchoices)  # type: ignore[union-attr]


def _line(machine: Machine) -> str:
    name = name_of(machine)
    counts = f"{len(states_of(machine))} | {len(machine.transitions)}"
    return f"| [{machine.model.__name__}]({name}.md) | {counts} | [matrix]({MATRIX}/{name}.md) |\n"


def _page(machine: Machine) -> str:
    purpose = (machine.model.__doc__ or "").strip().split("\n")[0]
    parts = [
        (
            f"# {machine.model.__name__}\n\n{purpose}\n\nDeclared in `{machine.model.__module__.partition('.models')[0]}`; "
            f"measured in [the matrix]({MATRIX}/{name_of(machine)}.md). [All workflows](README.md)\n"
        ),
        "## States\n",
        "\n".join(_state_rows(machine)),
        "\n## Diagram\n",
        "\n".join(_diagram(machine)),
        "\n## Who may do what\n",
        "\n".join(_step_rows(machine)),
    ]
    if timed := list(_timed_rows(machine)):
        parts += ["\n## What the clock does\n", "\n".join(timed)]
    return "\n".join(parts) + "\n"


def _state_rows(machine: Machine) -> Iterator[str]:
    initial = machine.model._meta.get_field(machine.state_field).get_default()  # type: ignore[union-attr]
    yield "| state | English | Chinese | |"
    yield "|---|---|---|---|"
    for state, label in states_of(machine):
        ends = not any(state in step.source for step in machine)
        mark = "begins here" if state == initial else "ends here" if ends else ""
        yield f"| `{state}` | {words(label, 'en')} | {words(label, 'zh-hans')} | {mark} |"


def _diagram(machine: Machine) -> Iterator[str]:
    initial = machine.model._meta.get_field(machine.state_field).get_default()  # type: ignore[union-attr]
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state, label in states_of(machine):
        yield f'    state "{words(label, "en")}" as {state}'
    yield f"    [*] --> {initial}"
    for step in machine:
        for source in step.source:
            yield f"    {source} --> {step.target}: {words(step.label, 'en')}"
    for state, _label in states_of(machine):
        if not any(state in step.source for step in machine):
            yield f"    {state} --> [*]"
    yield "```"


def _step_rows(machine: Machine) -> Iterator[str]:
    yield "| step | from | to | who | conditions | undo | log |"
    yield "|---|---|---|---|---|---|---|"
    for step in machine:
        who = "; ".join(words(w.label, "en") for w in step.who)
        guards = ", ".join(g.slug for g in step.guards) or "–"
        undo = length(step.undo_within) if step.undo_within else "–"
        sources = ", ".join(f"`{source}`" for source in step.source)
        label = f"`{step.name}`: {words(step.label, 'en')} · {words(step.label, 'zh-hans')}"
        article = f" ({step.article})" if step.article else ""
        yield f"| {label}{article} | {sources} | `{step.target}` | {who} | {guards} | {undo} | `{step.verb}` |"


def _timed_rows(machine: Machine) -> Iterator[str]:
    for step in machine:
        if step.moment is None:
            continue
        what = "the clock takes it" if step.timeout is not None else "expected"
        yield f"- **{words(step.label, 'en')}** (`{step.name}`): {what} {_moment(step.moment)}.{_reminders(step)}"


def _moment(moment: Moment) -> str:
    return f"at `{moment}`" if isinstance(moment, str) else f"{length(moment)} after the state began"


def _reminders(step: Transition) -> str:
    def one(reminder: Reminder) -> str:
        return f"{length(reminder.before)} before to {', '.join(words(w.label, 'en') for w in reminder.to)}"

    return f" Reminders: {'; '.join(map(one, step.reminders))}." if step.reminders else ""


def length(span: timedelta) -> str:
    """Return a span of time in words, in its largest whole unit."""
    seconds = int(span.total_seconds())
    for name, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds % size == 0:
            count = seconds // size
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds} seconds"
