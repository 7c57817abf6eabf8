"""The words in which the worlds of workflows are written, and how their measured cells are kept in docs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.utils import timezone

from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.outbox.models import OutboxMessage
from hub.workflow.documents import FOLDER, MATRIX, name_of, states_of
from hub.workflow.errors import GuardsUnmet, NotAllowed, WrongState
from hub.workflow.machine import Machine, Transition
from hub.workflow.services import available, fire
from tests.factories.accounts import actor_for, make_organisation

DONE, NOT_THEIRS, WRONG, HELD = "yes", "–", "·", "held"
LEGEND = f"""**{DONE}**: the step is taken. {NOT_THEIRS}: refused, not one of those who may. {WRONG}: refused, they may but not
in this state. *{HELD}*: refused by a condition that is not met here. A refusal changes nothing: no state, no act, no effect.
"""


@dataclass(frozen=True)
class Case:
    """An object in a state that fulfils the conditions of its steps, and one person of each kind around it.

    `data` is what the form of a step gives; `now` the moment at which everything is tried.
    """

    obj: Any
    people: Mapping[str, Actor]
    data: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    now: datetime | None = None

    @property
    def everybody(self) -> dict[str, Actor]:
        """The people around it, and those who are nobody to any object."""
        nobody: Any = AnonymousUser()
        others = {"outsider": actor_for(make_organisation()), "visitor": Actor.person(nobody), "clock": Actor.clock()}
        return {**self.people, **others}


# What makes the cases of a state: one, or several by name where one object cannot meet every condition.
World = Callable[[str], Case | dict[str, Case]]
Cells = dict[str, dict[str, str]]


def cases_of(world: World, state: str) -> dict[str, Case]:
    """Return the cases of a state by name; a single one has no name."""
    made = world(state)
    return made if isinstance(made, dict) else {"": made}


def traces(obj: Any) -> tuple[Any, ...]:
    """What an act leaves behind: state, acts, effects."""
    row = type(obj)._base_manager.get(pk=obj.pk)
    return row.state, row.state_since, Activity.objects.count(), OutboxMessage.objects.count()


def outcome(case: Case, step: Transition, actor: Actor) -> str:
    """Take one step, say what came of it, and turn it back. What is refused leaves no trace."""
    before, mark = traces(case.obj), transaction.savepoint()
    try:
        fire(case.obj, step.name, actor, case.now or timezone.now(), **case.data.get(step.name, {}))
        found = DONE if case.obj.state == step.target else f"leads to {case.obj.state}"
    except NotAllowed:
        found = NOT_THEIRS
    except WrongState:
        found = WRONG
    except GuardsUnmet:
        found = HELD
    if found != DONE:
        assert traces(case.obj) == before, (step.name, found)
    transaction.savepoint_rollback(mark)
    case.obj.refresh_from_db()
    return found


def measured(machine: Machine, case: Case) -> Cells:
    """Try every step as everybody on one object; what is offered is what can be taken, and rows say what tests say."""
    everybody = case.everybody
    cells = {step.name: {who: outcome(case, step, actor) for who, actor in everybody.items()} for step in machine}
    for who, actor in everybody.items():
        offered = {offer.transition.name for offer in available(case.obj, actor, case.now or timezone.now())}
        assert offered == {name for name, row in cells.items() if row[who] in (DONE, HELD)}, who
        _rows_agree(machine, case.obj, actor)
    return cells


def _rows_agree(machine: Machine, obj: models.Model, actor: Actor) -> None:
    """The condition on rows by which lists find what waits says the same as the test of the object."""
    if actor.user is None or not actor.user.is_authenticated:
        return
    for who in {w for step in machine for w in step.who if w.rows}:
        condition = who.rows(actor.user) if who.rows else None
        found = condition is not None and machine.model._base_manager.filter(condition, pk=obj.pk).exists()
        assert found == who.admits(obj, actor), (who.slug, actor.user)


def page(machine: Machine, states: Mapping[str, Mapping[str, Cells]]) -> str:
    """Return the measured cells of a workflow as its page: a table for each state that can be reached."""
    parts = [
        (
            f"# {machine.model.__name__}: every step in every state as every kind of person\n\n"
            f"Measured by `make matrix`. [The workflow](../{name_of(machine)}.md)\n\n{LEGEND}"
        )
    ]
    for state, label in states_of(machine):
        for variant, cells in states.get(state, {}).items():
            people = list(next(iter(cells.values())))
            rows = [f"| `{name}` | {' | '.join(row[who] for who in people)} |" for name, row in cells.items()]
            heading = f"## {label}{f' ({variant})' if variant else ''}"
            head = f"| step | {' | '.join(people)} |\n{'|---' * (len(people) + 1)}|"
            parts.append("\n".join([f"{heading}\n", head, *rows, ""]))
    return "\n".join(parts)


def path_of(machine: Machine) -> Any:
    """Return where the page is kept."""
    return FOLDER / MATRIX / f"{name_of(machine)}.md"
