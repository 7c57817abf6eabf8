"""Two people for the roles that need them: who may propose, confirm, refuse, withdraw and take back."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from hub.accounts.enums import GrantState, Role
from hub.accounts.models import RoleGrant, User
from hub.accounts.queries import roles_of
from hub.accounts.role_table import TABLE
from hub.accounts.role_workflow import OPEN_DAYS
from hub.accounts.services.roles import end_expired_grants, propose_role
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.notifications.models import Notice
from hub.workflow.errors import GuardsUnmet, NotAllowed, WorkflowError, WrongState
from hub.workflow.services import available, fire
from tests.factories.accounts import make_user, signed_in

pytestmark = pytest.mark.django_db
TWO = [role for role in Role if TABLE[role].persons == 2]
ONE = [role for role in Role if TABLE[role].persons == 1]


def a_superuser() -> User:
    return make_user(roles=(Role.SUPERUSER,))


def proposed(
    role: Role = Role.VERIFIER, *, by: User | None = None, user: User | None = None, days: int = 30
) -> RoleGrant:
    now = timezone.now()
    return propose_role(
        actor=Actor.person(by or a_superuser()),
        user=user or make_user(),
        role=role,
        reason="Checks evidence from June",
        expires_at=now + timedelta(days=days),
        now=now,
    )


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("role", TWO)
def test_a_role_for_two_is_nothing_until_another_person_confirms(role: Role) -> None:
    by, second = a_superuser(), make_user(roles=(Role.AUDITOR,))
    grant = proposed(role, by=by)
    assert (grant.state, roles_of(again(grant.user))) == ("proposed", frozenset())
    fire(grant, "confirm", Actor.person(second), timezone.now())
    assert role in roles_of(again(grant.user))
    assert (grant.state, grant.proposed_by, grant.confirmed_by) == ("active", by, second)


@pytest.mark.parametrize("role", ONE)
def test_a_role_for_one_is_given_at_once(role: Role) -> None:
    grant = proposed(role)
    assert (grant.state, grant.confirmed_by) == ("active", None)
    assert roles_of(again(grant.user)) == {role}


@pytest.mark.parametrize("who", ["proposer", "grantee", "reviewer", "nobody"])
@pytest.mark.parametrize("act", ["confirm", "grant"])
def test_neither_the_proposer_nor_the_grantee_nor_a_stranger_confirms(who: str, act: str) -> None:
    by, grantee = a_superuser(), make_user(roles=(Role.AUDITOR,))
    grant = proposed(by=by, user=grantee)
    actors = {"proposer": by, "grantee": grantee, "reviewer": make_user(roles=(Role.REVIEWER,)), "nobody": make_user()}
    with pytest.raises(NotAllowed):
        fire(grant, act, Actor.person(again(actors[who])), timezone.now())
    assert RoleGrant.objects.get(pk=grant.pk).state == "proposed"
    assert roles_of(again(grantee)) == {"auditor"}


def test_the_database_too_refuses_a_grantee_who_confirms() -> None:
    grant = proposed()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.filter(pk=grant.pk).update(confirmed_by=grant.user)


@pytest.mark.parametrize("role", list(Role))
def test_only_those_in_the_table_propose(role: Role) -> None:
    for held in Role:
        if held in TABLE[role].proposers or held == Role.SUPERUSER:
            continue
        with pytest.raises(NotAllowed):
            proposed(role, by=make_user(roles=(held,)))
    assert not RoleGrant.objects.exclude(proposed_by=None).exists()


def test_nobody_proposes_themselves() -> None:
    by = a_superuser()
    with pytest.raises(NotAllowed):
        proposed(Role.REVIEWER, by=by, user=by)
    assert not RoleGrant.objects.filter(role=Role.REVIEWER).exists()


def test_a_role_is_given_for_no_longer_than_the_table_says() -> None:
    with pytest.raises(GuardsUnmet):
        proposed(Role.SUPERUSER, days=TABLE[Role.SUPERUSER].longest_days + 1)
    with pytest.raises(GuardsUnmet):
        proposed(Role.SUPERUSER, days=0)
    assert not RoleGrant.objects.exclude(proposed_by=None).exists()


def test_one_open_grant_of_a_role_for_one_person() -> None:
    grant = proposed()
    with pytest.raises(GuardsUnmet):
        proposed(user=grant.user)
    assert RoleGrant.objects.filter(user=grant.user).count() == 1


@pytest.mark.parametrize(("act", "state"), [("refuse", "refused"), ("withdraw", "withdrawn")])
def test_a_proposal_that_came_to_nothing_can_be_made_again(act: str, state: str) -> None:
    by = a_superuser()
    grant = proposed(by=by)
    fire(grant, act, Actor.person(by if act == "withdraw" else a_superuser()), timezone.now())
    assert (grant.state, roles_of(again(grant.user))) == (state, frozenset())
    assert proposed(user=grant.user).state == "proposed"


def test_a_proposal_lapses_with_the_clock() -> None:
    grant = proposed()
    assert end_expired_grants(now=grant.proposed_at + timedelta(days=OPEN_DAYS, seconds=-1)) == 0
    assert end_expired_grants(now=grant.proposed_at + timedelta(days=OPEN_DAYS)) == 1
    grant.refresh_from_db()
    assert grant.state == "withdrawn"


def test_whoever_is_trusted_takes_back_at_once_and_holders_lay_down() -> None:
    for by_holder in (True, False):
        grant = proposed(Role.EDITOR)
        fire(grant, "revoke", Actor.person(grant.user if by_holder else a_superuser()), timezone.now())
        assert (grant.state, roles_of(again(grant.user))) == ("ended", frozenset())
        assert not grant.user.groups.exists()
    with pytest.raises(WrongState):
        fire(grant, "revoke", Actor.person(a_superuser()), timezone.now())


def test_an_expired_proposal_cannot_be_confirmed() -> None:
    grant = proposed(days=1)
    with pytest.raises(GuardsUnmet):
        fire(grant, "confirm", Actor.person(a_superuser()), timezone.now() + timedelta(days=2))
    assert RoleGrant.objects.get(pk=grant.pk).state == "proposed"


def test_every_step_is_in_the_log_and_the_grantee_is_told() -> None:
    grant = proposed()
    assert not Notice.objects.filter(reader=grant.user).exists()
    fire(grant, "confirm", Actor.person(a_superuser()), timezone.now())
    fire(grant, "revoke", Actor.person(a_superuser()), timezone.now())
    verbs = Activity.objects.filter(subject_id=grant.pk, verb__startswith="role.").order_by("id")
    assert [a.verb for a in verbs] == ["role.proposed", "role.granted", "role.revoked"]
    assert [n.kind for n in Notice.objects.filter(reader=grant.user).order_by("id")] == ["role.granted", "role.ended"]


def test_buttons_are_what_the_workflow_offers() -> None:
    by = a_superuser()
    grant, now = proposed(by=by), timezone.now()
    offered = {
        who: {o.transition.name for o in available(grant, Actor.person(user), now)}
        for who, user in {"by": by, "second": a_superuser(), "grantee": grant.user}.items()
    }
    assert offered == {"by": {"withdraw"}, "second": {"confirm", "refuse"}, "grantee": set()}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_make_one_grant() -> None:
    seconds = [make_user(roles=(Role.AUDITOR,)) for _n in range(4)]
    grant = proposed()
    start, outcomes = threading.Barrier(4), []

    def confirm(user: User) -> None:
        start.wait()
        try:
            fire(RoleGrant.objects.get(pk=grant.pk), "confirm", Actor.person(user), timezone.now())
            outcomes.append("granted")
        except WorkflowError as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=(user,)) for user in seconds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["WrongState"] * 3 + ["granted"]
    assert Activity.objects.filter(verb="role.granted", subject_id=grant.pk).count() == 1
    assert Notice.objects.filter(reader=grant.user, kind="role.granted").count() == 1


def form_for(user: User, **more: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=60)
    return {"email": user.email, "role": "verifier", "reason": "Knows registers", "until": day.isoformat(), **more}


def test_the_journey_through_the_desk(client: Client) -> None:
    by, second, user = a_superuser(), make_user(roles=(Role.AUDITOR,)), make_user("Lin Wei")
    done = signed_in(by).post("/en/desk/roles/propose/", form_for(user))
    grant = RoleGrant.objects.get(user=user)
    assert (done.status_code, done["Location"]) == (302, f"/en/desk/roles/{grant.public_id}/")
    browser = signed_in(second)
    assert "Lin Wei" in browser.get("/en/desk/roles/?show=waiting").content.decode()
    page = browser.get(done["Location"]).content.decode()
    assert "Confirm the role" in page
    assert browser.post(f"{done['Location']}confirm/").status_code == 302
    grant.refresh_from_db()
    assert grant.state == GrantState.ACTIVE
    held = signed_in(user).get(done["Location"])
    assert held.status_code == 200
    assert signed_in(make_user()).get(done["Location"]).status_code == 404


def test_a_second_confirmation_is_409(client: Client) -> None:
    grant = proposed()
    browsers = [signed_in(a_superuser()) for _n in range(2)]
    statuses = [b.post(f"/en/desk/roles/{grant.public_id}/confirm/").status_code for b in browsers]
    assert statuses == [302, 409]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"email": "nobody@example.org"}, "Nobody has an account"),
        ({"role": "emperor"}, "available choices"),
        ({"reason": ""}, "Fill in: Reason"),
        ({"until": "2001-01-01"}, "Choose a day from today"),
        ({"until": "2199-01-01"}, "Choose a day from today"),
        ({"until": "9999-12-31"}, "Enter a year from 1800 to 2199."),
    ],
)
def test_a_bad_proposal_says_what_is_wrong_beside_the_field(wrong: dict[str, str], words: str) -> None:
    answer = signed_in(a_superuser()).post("/en/desk/roles/propose/", form_for(make_user(), **wrong))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not RoleGrant.objects.exclude(proposed_by=None).exists()


@pytest.mark.parametrize("rows", [1, 20])
def test_the_desk_takes_the_same_queries_at_any_length(rows: int, django_assert_num_queries: Any) -> None:
    browser = signed_in(a_superuser())
    for _n in range(rows - 1):
        make_user(roles=(Role.REVIEWER,))
    browser.get("/en/desk/roles/")
    with django_assert_num_queries(QUERIES):
        assert browser.get("/en/desk/roles/").status_code == 200


QUERIES = 5


def test_the_page_about_roles_is_what_the_table_says() -> None:
    call_command("role_docs", "--check")


def test_a_stale_page_about_roles_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TABLE, Role.EDITOR, replace(TABLE[Role.EDITOR], longest_days=3))
    with pytest.raises(CommandError, match="stale"):
        call_command("role_docs", "--check")
