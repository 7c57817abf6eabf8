"""The one way a state changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext

from hub.activity.services import record
from hub.common.actors import Actor
from hub.workflow.deadlines import is_due
from hub.workflow.errors import GuardsUnmet, NotAllowed, WrongState
from hub.workflow.machine import Machine, Transition, machine_of
from hub.workflow.undoing import undoable, write_state


@dataclass(frozen=True)
class Offered:
    """A step that a person may take now, with everything that is still missing before they can."""

    transition: Transition
    missing: list[str]

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def fire(obj: models.Model, name: str, actor: Actor, now: datetime, **data: Any) -> None:
    """Take one step: lock, re-read, check state, person and conditions, write the state, record the act, run the effects.

    `obj` is refreshed in place. Raises WrongState, NotAllowed or GuardsUnmet (with every unmet reason); then nothing happened.
    """
    machine = machine_of(obj)
    step = machine.by_name[name]
    with transaction.atomic():
        locked = machine.lock(obj)
        _check(locked, machine, step, actor, now, data)
        source, since = machine.state_of(locked), locked.state_since
        write_state(locked, machine, step.target, now, step.sets(locked, actor, now, data) if step.sets else None)
        codes = {k: v for k, v in data.items() if isinstance(v, (int, str)) and k.endswith(("_id", "_code"))}
        act = record(
            actor=actor, verb=step.verb, subject=locked, data={"from": source, "to": step.target, **codes}, now=now
        )
        with undoable(locked, step, act, (source, since)):
            for effect in step.effects:
                effect(locked, actor, now, data)
        obj.refresh_from_db()


def _check(
    obj: models.Model, machine: Machine, step: Transition, actor: Actor, now: datetime, data: dict[str, Any]
) -> None:
    state = machine.state_of(obj)
    if not any(who.admits(obj, actor) for who in step.who):
        raise NotAllowed([str(w.label) for w in step.who])
    if state not in step.source:
        raise WrongState(machine.words_of(state))
    reasons = _missing(obj, step, now, data)
    if actor.kind == "clock" and step.timeout is not None and not is_due(obj, step, now):
        reasons = [*reasons, gettext("Its time has not come.")]
    if reasons:
        raise GuardsUnmet(reasons)


def check(obj: models.Model, name: str, actor: Actor, now: datetime) -> list[str]:
    """Look at a step without taking it: return what is still missing. Raises NotAllowed or WrongState as `fire` would."""
    machine = machine_of(obj)
    try:
        _check(obj, machine, machine.by_name[name], actor, now, {})
    except GuardsUnmet as unmet:
        return list(unmet.reasons)
    return []


def _missing(obj: models.Model, step: Transition, now: datetime, data: dict[str, Any]) -> list[str]:
    found = (guard.unmet(obj, now, data) for guard in step.guards)
    return [str(reason) for reason in found if reason]


def available(obj: models.Model, actor: Actor, now: datetime) -> list[Offered]:
    """Return the steps this actor may take from the object's state, each with what is still missing."""
    machine = machine_of(obj)
    state = machine.state_of(obj)
    steps = (t for t in machine if state in t.source and any(w.admits(obj, actor) for w in t.who))
    return [Offered(t, _missing(obj, t, now, {})) for t in steps]
