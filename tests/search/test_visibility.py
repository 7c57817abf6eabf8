"""What the search returns to a person is what the database shows that person: for random worlds, every office, both engines."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.queries import audiences_of
from hub.common.actors import Actor
from hub.outbox.services import drain
from hub.workflow.services import available, fire
from search.engines.base import Engine
from search.queries import find
from search.registry import entries
from tests.architecture.gates.table import OFFICERS
from tests.architecture.worlds import CANARY
from tests.factories.accounts import actor_for, admin_of, make_member, make_organisation, make_user
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db
WORD = "electrode"
Keys = set[tuple[str, int]]


def walk(listing: Any, actors: list[Actor], dice: random.Random) -> None:
    """Take up to six steps that somebody may take, whatever they are."""
    for _step in range(dice.randrange(7)):
        ready = [
            (step.transition.name, actor)
            for actor in actors
            for step in available(listing, actor, timezone.now())
            if step.ready
        ]
        if not ready:
            return
        name, actor = dice.choice(sorted(ready, key=lambda pair: pair[0]))
        fire(listing, name, actor, timezone.now())


def make_random_world(dice: random.Random) -> list[Any]:
    """Make listings in whatever state chance leads them to; return everybody who will search."""
    standards = [make_standard(title_en=f"Test of {WORD}") for _number in range(2)]
    organisations = [make_organisation(f"{WORD} works {number}") for number in range(3)]
    officers = {role: make_user(roles=(Role(role),)) for role in OFFICERS}
    for number in range(8):
        organisation = dice.choice(organisations)
        listing = make_listing(
            organisation, standard=dice.choice(standards), title_en=f"{WORD} {number}", summary_en=CANARY
        )
        walk(listing, [actor_for(organisation), *map(Actor.person, officers.values()), Actor.clock()], dice)
    drain("search")
    members = [make_member(organisations[0]), *map(admin_of, organisations)]
    return [AnonymousUser(), make_user(), *members, *officers.values()]


def found_by(user: Any, text: str) -> Keys:
    """Everything that a person finds, page by page; the total must be the number of hits."""
    found: list[tuple[str, int]] = []
    page, total = 1, 1
    while len(found) < total and page < 20:
        results = find(text=text, user=user, audiences=audiences_of(user), language="en", page=page, per_page=7)
        assert not results.notice
        found += [(hit.entry.slug, hit.obj.pk) for hit in results.hits]
        page, total = page + 1, results.total
    assert len(found) == len(set(found)) == total
    return set(found)


def shown_to(user: Any) -> Keys:
    """Everything searchable that the database shows to a person."""
    return {(entry.slug, obj.pk) for entry in entries for obj in entry.visible(user) if entry.document(obj) is not None}


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_is_what_may_be_seen(engine: Engine, seed: int) -> None:
    people = make_random_world(random.Random(seed))  # noqa: S311 - a world, not a secret
    for user in people:
        shown = shown_to(user)
        assert found_by(user, "") == shown, user
        assert found_by(user, WORD) <= shown, user
        counted = find(text="", user=user, audiences=audiences_of(user), language="en").facets["type"]
        assert sum(counted.values()) == len(shown), user
