"""A workflow as data: who may do what, in which state, under which conditions, with which consequences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from hub.common.actors import Actor
from hub.common.registry import Registry

Text = str | Promise


@dataclass(frozen=True)
class Who:
    """A kind of person who may act: a slug for tables, words for pages, and the test (object, user) -> bool.

    `rows(user)` says the same as a condition on rows (None: nothing for this user), for lists of what waits for somebody;
    `people(object)` names those of that kind, for reminders.
    """

    slug: str
    label: Text
    test: Callable[[Any, Any], bool]
    rows: Callable[[Any], Q | None] | None = None
    people: Callable[[Any], Iterable[Any]] | None = None

    def admits(self, obj: models.Model, actor: Actor) -> bool:
        """Tell whether this actor is of that kind towards this object."""
        return actor.user is not None and not isinstance(actor.user, AnonymousUser) and self.test(obj, actor.user)


class _Clock(Who):
    """The clock as an actor of transitions."""

    def admits(self, obj: models.Model, actor: Actor) -> bool:
        """Tell whether the actor is the clock (or the system acting for it)."""
        return actor.kind in ("clock", "system")


CLOCK = _Clock("clock", "clock", lambda obj, user: False)


@dataclass(frozen=True)
class Guard:
    """A condition: `unmet(obj, now, data)` returns None when it holds, else the reason in words."""

    slug: str
    unmet: Callable[[Any, datetime, dict[str, Any]], Text | None]


EffectFunction = Callable[[Any, Actor, datetime, dict[str, Any]], None]


# A moment: the name of a date-time field, or how long after the object came into its state.
Moment = timedelta | str


@dataclass(frozen=True)
class Reminder:
    """A notice some time before the deadline of a step, to people of these kinds. Sent once for each deadline."""

    before: timedelta
    to: tuple[Who, ...]


@dataclass(frozen=True)
class Transition:
    """One arrow. `verb` is what the log says; `label` what the button says; `explain` what the page of the act says will
    happen; `article` the rule it rests on. A `primary` step is the one that is expected next; one with `danger` is asked
    about before it is taken.

    `sets` returns fields that are written together with the state, where a CHECK ties the two; `effects` come after.

    `timeout` is when the clock takes the step by itself; `due` by when people are expected to; `reminders` come before
    either. `todo` is what the list of next actions calls the step: with it, the step waits for those who may take it,
    where `todo_when(now)` says so on rows that meet a further condition only.

    Whoever took a step may undo it `undo_within` that time, while the state is unchanged; mails wait until then.
    `undo_effects` mend what its effects wrote.
    """

    name: str
    source: tuple[str, ...]
    target: str
    who: tuple[Who, ...]
    label: Text
    verb: str
    guards: tuple[Guard, ...] = ()
    effects: tuple[EffectFunction, ...] = ()
    article: str = ""
    primary: bool = False
    explain: Text = ""
    danger: bool = False
    timeout: Moment | None = None
    due: Moment | None = None
    reminders: tuple[Reminder, ...] = ()
    todo: Text = ""
    todo_when: Callable[[datetime], Q] | None = None
    undo_within: timedelta | None = None
    undo_effects: tuple[EffectFunction, ...] = ()
    sets: Callable[[Any, Actor, datetime, dict[str, Any]], dict[str, Any]] | None = None

    @property
    def moment(self) -> Moment | None:
        """The deadline of the step as it was declared, whoever keeps it."""
        return self.timeout if self.timeout is not None else self.due


@dataclass(frozen=True)
class Machine:
    """All arrows of one model. `under` names the foreign key whose row `fire` locks before the object's own, where effects
    change that row: whoever locks both then takes them in one order, and none waits for the other in a circle.
    """

    model: type[models.Model]
    transitions: Sequence[Transition]
    state_field: str = "state"
    under: str = ""
    by_name: dict[str, Transition] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {t.name: t for t in self.transitions})
        states = {value for value, _label in self.model._meta.get_field(self.state_field).flatchoices}  # type: ignore[union-attr]
        for t in self.transitions:
            unknown = {*t.source, t.target} - states
            if unknown:
                raise ValueError(f"{self.model.__name__}.{t.name} names unknown states {sorted(unknown)}")
            if mistake := self._mistake(t):
                raise ValueError(f"{self.model.__name__}.{t.name}: {mistake}")

    def _mistake(self, t: Transition) -> str:
        """Say what does not fit together in a declaration of time and people."""
        if t.name == "undo":
            return "undo is the name of turning a step back"
        if t.timeout is not None and CLOCK not in t.who:
            return "a timeout needs the clock among those who may"
        if t.timeout is not None and isinstance(t.timeout, str) and t.target in t.source:
            return "a timeout by a field must leave the state, or it would come again at every tick"
        if t.reminders and t.moment is None:
            return "reminders need a timeout or a due date"
        if any(who.people is None for reminder in t.reminders for who in reminder.to):
            return "a reminder goes to people: say who they are with Who(people=...)"
        if t.todo and not any(who.rows for who in t.who):
            return "what waits for somebody is found by rows: say which with Who(rows=...)"
        if isinstance(t.moment, str) and not isinstance(self.model._meta.get_field(t.moment), models.DateTimeField):
            return f"{t.moment} is no date-time field"
        return ""

    def __iter__(self) -> Iterator[Transition]:
        return iter(self.transitions)

    def lock(self, obj: models.Model) -> Any:
        """Lock the object's row inside a transaction, after the one it stands under, and return it read anew."""
        if self.under:
            above = self.model._meta.get_field(self.under)
            rows = above.related_model._base_manager.select_for_update(no_key=True)  # type: ignore[union-attr]
            rows.get(pk=getattr(obj, above.attname))  # type: ignore[union-attr]
        return self.model._base_manager.select_for_update().get(pk=obj.pk)

    def state_of(self, obj: models.Model) -> str:
        """Return the slug of the state that an object is in."""
        return str(getattr(obj, self.state_field))

    def words_of(self, state: str) -> str:
        """Return a state in words, in the active language."""
        choices = self.model._meta.get_field(self.state_field).flatchoices  # type: ignore[union-attr]
        return str(dict(choices).get(state, state))


machines: Registry[Machine] = Registry("workflows")


def register(machine: Machine) -> Machine:
    """Make a workflow known to `fire`, the generated pages and the matrix test."""
    return machines.add(machine.model._meta.label_lower, machine)


def machine_of(obj: models.Model) -> Machine:
    """Return the workflow of an object's model. Raises LookupError when it has none."""
    return machines.get(obj._meta.label_lower)
