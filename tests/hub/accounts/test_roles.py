"""Roles: granted, taken back, run out; Wagtail's groups follow; what a person may see follows too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.models import RoleGrant, User
from hub.accounts.queries import audiences_of, has_role, holders_of, is_admin_of, roles_of
from hub.accounts.services.roles import end_expired_grants, grant_role
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.workflow.errors import NotAllowed
from hub.workflow.services import fire
from tests.factories.accounts import admin_of, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system()


def again(user: User) -> User:
    """The same person as the next request loads them."""
    return User.objects.get(pk=user.pk)


def group_names(user: User) -> list[str]:
    return list(user.groups.values_list("name", flat=True))


def test_a_role_is_granted_with_its_act() -> None:
    user, now = make_user(), timezone.now()
    grant_role(actor=SYSTEM, user=user, role=Role.REVIEWER, now=now)
    assert roles_of(user) == {"reviewer"}
    assert roles_of(again(user)) == {"reviewer"}
    grant = RoleGrant.objects.get()
    assert (grant.proposed_by, grant.granted_at, grant.expires_at, grant.is_in_force(now)) == (None, now, None, True)
    act = Activity.objects.get(verb="role.granted")
    assert (act.actor_kind, act.subject, act.data) == ("system", grant, {"from": "proposed", "to": "active"})


@pytest.mark.parametrize("who", ["person", "clock"])
def test_only_the_operator_gives_a_role_past_the_table(who: str) -> None:
    staff, user = make_user(roles=(Role.SUPERUSER,)), make_user()
    actor = Actor.person(staff) if who == "person" else Actor.clock()
    with pytest.raises(NotAllowed):
        grant_role(actor=actor, user=user, role=Role.REVIEWER, now=timezone.now())
    assert not RoleGrant.objects.filter(user=user).exists()


def test_granting_twice_is_once() -> None:
    user = make_user()
    for _n in range(2):
        grant_role(actor=SYSTEM, user=user, role=Role.REVIEWER, now=timezone.now())
    assert RoleGrant.objects.count() == 1
    assert Activity.objects.filter(verb="role.granted").count() == 1


def take_back(user: User, role: str) -> None:
    fire(RoleGrant.objects.get(user=user, role=role, state="active"), "revoke", SYSTEM, timezone.now())


def test_a_role_taken_back_is_gone_at_once_and_can_be_given_again() -> None:
    user = make_user(roles=(Role.REVIEWER, Role.AUDITOR))
    take_back(user, Role.REVIEWER)
    assert roles_of(again(user)) == {"auditor"}
    grant_role(actor=SYSTEM, user=user, role=Role.REVIEWER, now=timezone.now())
    assert roles_of(again(user)) == {"auditor", "reviewer"}
    assert RoleGrant.objects.filter(role="reviewer").count() == 2


def test_a_grant_holds_until_it_expires() -> None:
    user, now = make_user(), timezone.now()
    grant = grant_role(actor=SYSTEM, user=user, role=Role.REVIEWER, now=now, expires_at=now + timedelta(hours=1))
    assert roles_of(again(user)) == {"reviewer"}
    assert grant.is_in_force(now + timedelta(minutes=59))
    assert not grant.is_in_force(now + timedelta(hours=1))
    RoleGrant.objects.update(expires_at=now - timedelta(seconds=1))
    assert roles_of(again(user)) == frozenset()
    assert not has_role(again(user), Role.REVIEWER)
    assert list(holders_of(Role.REVIEWER)) == []


def test_a_role_that_ran_out_can_be_given_again() -> None:
    user, now = make_user(), timezone.now()
    past = now - timedelta(days=2)
    grant_role(actor=SYSTEM, user=user, role=Role.REVIEWER, now=past, expires_at=now - timedelta(days=1))
    assert roles_of(again(user)) == frozenset()
    grant_role(actor=SYSTEM, user=user, role=Role.REVIEWER, now=now)
    assert roles_of(again(user)) == {"reviewer"}
    assert Activity.objects.filter(verb="role.granted").count() == 2


@pytest.mark.parametrize(("role", "group"), [(Role.EDITOR, "Editors"), (Role.APPROVER, "Moderators")])
def test_wagtails_groups_follow_the_role(role: Role, group: str) -> None:
    user = make_user(roles=(role,))
    assert group_names(user) == [group]
    take_back(user, role)
    assert group_names(user) == []


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER, Role.AUDITOR, Role.MODERATOR])
def test_other_roles_open_no_door_of_wagtail(role: Role) -> None:
    user = make_user(roles=(role,))
    assert group_names(user) == []
    assert not user.has_perm("wagtailadmin.access_admin")


def test_an_editors_door_closes_when_the_grant_runs_out() -> None:
    user, now = make_user(), timezone.now()
    grant_role(actor=SYSTEM, user=user, role=Role.EDITOR, now=now, expires_at=now + timedelta(hours=1))
    assert end_expired_grants(now=now + timedelta(minutes=59)) == 0
    assert group_names(user) == ["Editors"]
    assert end_expired_grants(now=now + timedelta(hours=1)) == 1
    assert end_expired_grants(now=now + timedelta(hours=2)) == 0
    assert group_names(user) == []
    act = Activity.objects.get(verb="role.expired")
    assert (act.actor_kind, act.subject, act.data) == (
        "clock",
        RoleGrant.objects.get(),
        {"from": "active", "to": "ended"},
    )


def test_a_superuser_holds_every_role_until_it_is_taken_back() -> None:
    user = make_user(roles=(Role.SUPERUSER,))
    assert roles_of(again(user)) == set(Role.values)
    assert again(user).is_staff
    take_back(user, Role.SUPERUSER)
    assert roles_of(again(user)) == frozenset()
    assert not again(user).is_superuser


def test_people_who_left_hold_nothing() -> None:
    user = make_user(roles=(Role.REVIEWER,))
    organisation = make_organisation(admin=user)
    user.is_active = False
    user.save()
    gone = again(user)
    assert roles_of(gone) == frozenset()
    assert audiences_of(gone) == {"public"}
    assert not is_admin_of(gone, organisation)
    assert list(holders_of(Role.REVIEWER)) == []


def test_a_role_that_is_none_cannot_be_stored() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=make_user(), role="emperor", proposed_at=timezone.now())


def test_the_first_of_each_role_comes_from_the_command_line(capsys) -> None:
    user = make_user("Lin Wei", email="lin@bücher.example")
    call_command("grant_role", "LIN@BÜCHER.example", "auditor")
    assert capsys.readouterr().out == "Lin Wei now holds the role auditor\n"
    assert roles_of(again(user)) == {"auditor"}
    assert Activity.objects.get(verb="role.granted").actor_kind == "system"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("who@example.org", "auditor"), "nobody has the address who@example.org"), (("lin@example.org", "king"), "king")],
)
def test_the_command_refuses_what_it_does_not_know(arguments: tuple[str, str], words: str) -> None:
    make_user(email="lin@example.org")
    with pytest.raises(CommandError, match=words):
        call_command("grant_role", *arguments)
    assert RoleGrant.objects.count() == 0


def test_audiences_are_what_search_may_show_to_somebody() -> None:
    organisation = make_organisation()
    member = make_member(organisation, roles=(Role.REVIEWER,))
    assert audiences_of(AnonymousUser()) == {"public"}
    assert audiences_of(None) == {"public"}
    assert audiences_of(make_user()) == {"public", "signed-in"}
    assert audiences_of(member) == {"public", "signed-in", f"org:{organisation.pk}", "role:reviewer"}
    assert is_admin_of(admin_of(organisation), organisation)
    assert not is_admin_of(member, organisation)
