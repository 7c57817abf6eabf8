"""Who gets what at each address: the words in which the tables of this folder are written; `test_gates.py` asks them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["public", "signed-in", "member", "role"]
STRANGERS = ("anonymous", "person", "outsider")
OFFICERS = (
    "verifier",
    "reviewer",
    "publisher",
    "editor",
    "approver",
    "moderator",
    "treasurer",
    "auditor",
    "superuser",
)
PEOPLE = (*STRANGERS, "owner", "member", *OFFICERS)

# What anonymous, person, outsider and owner get.
OPEN = "200 200 200 200"
SIGNED_IN = "302 200 200 200"
PRIVATE = "302 404 404 200"
OFFICE = "302 403 403 403"
NOWHERE = "404 404 404 404"
ON = "302 302 302 302"


@dataclass(frozen=True)
class Gate:
    """One address: its kind, what its parts are (names of `World.arguments`; `=word` is the word itself), and who gets what.

    `statuses` are those of anonymous, of a person without organisation, of the admin of another organisation (outsider) and of
    the admin of the owning one. An ordinary member of the owning one gets what its admin gets, everybody with an office what a
    person gets, unless `but` says otherwise. `sees` are those to whom the canary may show: it must be there for them, and
    nowhere for the others; a plain member counts as seeing what the owner sees, unless `own` says that the thing is the owner's
    as a person.
    """

    kind: Kind
    statuses: str
    parts: tuple[str, ...] = ()
    method: str = "get"
    sees: str = ""
    form: tuple[tuple[str, str], ...] = ()
    but: Mapping[str, int] = field(default_factory=dict)
    query: str = ""
    own: bool = False

    @property
    def status_of(self) -> dict[str, int]:
        """The status that each kind of person gets."""
        anonymous, person, outsider, owner = map(int, self.statuses.split())
        found = {"anonymous": anonymous, "person": person, "outsider": outsider, "owner": owner, "member": owner}
        return {**found, **dict.fromkeys(OFFICERS, person), **self.but}

    @property
    def seen_by(self) -> set[str]:
        """Those to whom the canary shows."""
        named = set(self.sees.split())
        shared = "owner" in named and not self.own and self.status_of["member"] == self.status_of["owner"]
        return named | {"member"} if shared else named
