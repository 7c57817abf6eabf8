"""What waits for somebody: read from the tables, ordered by deadline, in a fixed number of queries."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.queries import has_role, organisations_of
from hub.workflow.machine import Machine, Who, machines
from hub.workflow.models import state_writing
from hub.workflow.queries import NextActions, next_actions
from ip_transfer.models import TransferListing
from ip_transfer.rules import is_owner, is_reviewer
from ip_transfer.workflow import LISTING
from tests.factories.accounts import admin_of, make_organisation, make_user, signed_in
from tests.factories.standards import make_listing

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def _own(user: Any) -> Q | None:
    mine = [o.pk for o in organisations_of(user)]
    return Q(organisation__in=mine) if mine else None


def _not_own(user: Any) -> Q | None:
    return ~Q(organisation__in=[o.pk for o in organisations_of(user)]) if has_role(user, Role.REVIEWER) else None


OWNER = Who("owner", "owners", is_owner, rows=_own)
REVIEWER = Who("reviewer", "reviewers", is_reviewer, rows=_not_own)
WAITING = {
    "submit": {"who": (OWNER,), "todo": "Finish the draft"},
    "take_back": {"who": (OWNER,)},
    "start_review": {"who": (REVIEWER,), "todo": "Review", "due": 7 * DAY},
}


@pytest.fixture(autouse=True)
def _steps_that_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts wait for their owners, submitted listings for reviewers, a week at most; nothing else waits."""
    quiet: dict[str, Any] = {"todo": "", "todo_when": None, "due": None, "reminders": ()}
    steps = [dataclasses.replace(step, **quiet) if step.timeout is None else step for step in LISTING]
    steps = [dataclasses.replace(step, **WAITING.get(step.name, {})) for step in steps]
    for other in [m for m in machines if m.model is not TransferListing]:
        still = [dataclasses.replace(s, **quiet) if s.timeout is None else s for s in other]
        monkeypatch.setitem(machines._entries, other.model._meta.label_lower, Machine(other.model, still))
    monkeypatch.setitem(machines._entries, "ip_transfer.transferlisting", Machine(TransferListing, steps))


def shown(found: NextActions) -> list[tuple[str, str]]:
    return [(str(item.verb), item.title.text) for item in found.items]


def test_a_draft_waits_for_its_owner_and_for_nobody_else() -> None:
    listing = make_listing(title_en="Dry coating")
    now = timezone.now()
    (item,) = next_actions(admin_of(listing.organisation), now).items
    assert (item.verb, item.title.text, item.deadline) == ("Finish the draft", "Dry coating", None)
    assert f"/{listing.public_id}/" in item.url
    for stranger in (make_user(), admin_of(make_organisation()), make_user(roles=(Role.REVIEWER,))):
        assert next_actions(stranger, now).items == []


def test_the_nearest_deadline_comes_first_then_what_waits_longest() -> None:
    owner = make_user(roles=(Role.REVIEWER,))
    firm, now = make_organisation(admin=owner), timezone.now()
    make_listing(firm, title_en="Young draft")
    old = make_listing(firm, title_en="Old draft")
    late = make_listing(state="submitted", title_en="Late")
    make_listing(state="submitted", title_en="New")
    for obj, days in ((old, 90), (late, 9)):
        with state_writing():
            TransferListing.objects.filter(pk=obj.pk).update(state_since=now - days * DAY)
    found = next_actions(owner, now)
    assert shown(found) == [
        ("Review", "Late"),
        ("Review", "New"),
        ("Finish the draft", "Old draft"),
        ("Finish the draft", "Young draft"),
    ]
    assert [item.overdue for item in found.items] == [True, False, False, False]
    assert found.items[0].deadline == now - 2 * DAY
    assert not found.more


def test_ones_own_listing_does_not_wait_for_ones_review() -> None:
    owner = make_user(roles=(Role.REVIEWER,))
    make_listing(make_organisation(admin=owner), state="submitted")
    assert next_actions(owner, timezone.now()).items == []


def test_the_list_says_when_more_waits() -> None:
    firm = make_organisation()
    for _ in range(4):
        make_listing(firm)
    found = next_actions(admin_of(firm), timezone.now(), limit=3)
    assert (len(found.items), found.more) == (3, True)


def test_visitors_and_people_without_anything_cost_nothing(django_assert_num_queries: Callable[..., Any]) -> None:
    user = make_user()
    organisations_of(user), has_role(user, Role.REVIEWER)
    with django_assert_num_queries(0):
        assert next_actions(user, timezone.now()) == NextActions([], more=False)


@pytest.mark.parametrize("rows", [1, 20])
def test_one_row_and_twenty_cost_the_same(rows: int, django_assert_num_queries: Callable[..., Any]) -> None:
    owner = make_user(roles=(Role.REVIEWER,))
    firm = make_organisation(admin=owner)
    for n in range(rows):
        make_listing(firm) if n % 2 else make_listing(state="submitted")
    organisations_of(owner), has_role(owner, Role.REVIEWER)
    with django_assert_num_queries(2):
        assert len(next_actions(owner, timezone.now()).items) == rows


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing waits for you"), ("zh-hans", "目前没有待办事项")])
def test_the_home_page_says_that_nothing_waits(language: str, words: str) -> None:
    page = signed_in(admin_of(make_organisation())).get(f"/{language}/account/")
    assert page.status_code == 200
    assert words in page.content.decode()


def test_the_home_page_lists_verb_object_deadline_and_button() -> None:
    listing = make_listing(state="submitted", title_en="Dry coating")
    page = signed_in(make_user(roles=(Role.REVIEWER,))).get("/en/account/").content.decode()
    assert f'href="/en/desk/review/{listing.public_id}/"' in page
    assert "<b>Review</b>" in page
    assert "Dry coating" in page
    deadline = listing.state_since + 7 * DAY
    assert f'<time datetime="{deadline.year}-' in page


def test_what_waits_comes_first_also_for_an_officer_without_organisation() -> None:
    page = signed_in(make_user(roles=(Role.REVIEWER,))).get("/en/account/").content.decode()
    assert "Nothing waits for you" in page
    assert page.index('id="next-actions"') < page.index("Register your organisation")
    assert page.count("<h1") == 1
    newcomer = signed_in(make_user()).get("/en/account/").content.decode()
    assert "Register your organisation" in newcomer
    assert 'id="next-actions"' not in newcomer
