"""Who acts: every business verb takes an Actor, so that no act is without an author."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from hub.accounts.models import Organisation, User

Kind = Literal["person", "clock", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The author of an act: a person (with the organisation they act for, if any), the clock, or the system itself."""

    kind: Kind
    user: User | None = None
    organisation: Organisation | None = None

    @classmethod
    def person(cls, user: User, organisation: Organisation | None = None) -> Actor:
        """A signed-in person, acting for an organisation when one is given."""
        return cls("person", user, organisation)

    @property
    def someone(self) -> User:
        """The person who acts. Raises ValueError when it is the clock or the system: some acts need a person."""
        if self.user is None:
            raise ValueError("this act needs a person")
        return self.user

    @classmethod
    def clock(cls) -> Actor:
        """Time itself: expiries, reminders, closings."""
        return cls("clock")

    @classmethod
    def system(cls) -> Actor:
        """The installation: migrations, imports and commands run by an operator."""
        return cls("system")


def oversees(request: Any) -> bool:
    """Whether a reader holds an office that sees every act, every parked task and every name: auditor or superuser."""
    return not {"auditor", "superuser"}.isdisjoint(getattr(request, "roles", frozenset()))
