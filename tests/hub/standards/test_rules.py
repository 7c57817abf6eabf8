"""Which links make sense, and two editors at the same moment."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from hub.accounts.enums import Role
from hub.common.actors import Actor
from hub.standards.models import Standard
from hub.standards.rules import link_problem
from hub.standards.services.editing import EntryTaken, register_standard
from tests.factories.accounts import make_user


@dataclass
class Link:
    standard_id: int
    role: str
    clause: str


@pytest.mark.parametrize(
    ("standard_id", "role", "clause", "refused"),
    [
        (1, "implements", "7", False),
        (1, "implements", "6.2", False),
        (1, "needs", "6.2", True),
        (1, "needs", "7", False),
        (2, "needs", "6.2", False),
    ],
)
def test_a_clause_of_a_standard_is_named_in_one_role(standard_id: int, role: str, clause: str, refused: bool) -> None:
    problem = link_problem([Link(1, "implements", "6.2")], standard_id=standard_id, role=role, clause=clause)
    assert bool(problem) == refused


VALUES = {
    "number": "T/ZSA 1-2026", "slug": "t-zsa-1-2026", "undated_slug": "t-zsa-1", "issuer": "T/ZSA", "title_en": "Cells",
    "source_lang": "en", "status": "in_force", "stage_code": "60.60", "published_date": None,
}  # fmt: skip


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_editors_who_register_one_number_at_once_make_one_entry() -> None:
    actors = [Actor.person(make_user(roles=(Role.EDITOR,))) for _n in range(4)]
    start, outcomes = threading.Barrier(len(actors)), []

    def register(actor: Actor) -> None:
        values: dict[str, Any] = dict(VALUES)
        start.wait()
        try:
            register_standard(actor=actor, values=values, now=timezone.now())
            outcomes.append("made")
        except EntryTaken:
            outcomes.append("taken")
        finally:
            connection.close()

    threads = [threading.Thread(target=register, args=[actor]) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["made", "taken", "taken", "taken"]
    assert Standard.objects.count() == 1
