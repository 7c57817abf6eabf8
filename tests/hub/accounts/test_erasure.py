"""A person takes a copy along and leaves: a week to change one's mind, then nothing of them is left but an id."""

from __future__ import annotations

import inspect
import json
import re
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from hub.accounts.enums import MemberRole, Role
from hub.accounts.models import Membership, RoleGrant, SignIn, User
from hub.accounts.own_data import parts
from hub.accounts.services.erasure import NAME, erase_due, keep_account, request_erasure
from hub.accounts.services.members import add_member, remove_member
from hub.activity.models import Activity
from hub.activity.services import seal_pending, verify_chain
from hub.common.actors import Actor
from hub.corrections.services import report_wrong_fact
from hub.notifications.models import Notice
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from hub.standards.models import Follow
from hub.standards.services.following import follow
from hub.workflow.errors import GuardsUnmet
from tests.factories.accounts import PASSWORD, make_member, make_organisation, make_user, signed_in
from tests.factories.standards import make_standard
from tests.factories.verification import make_case
from tests.hub.accounts.test_passwords import member, sign_in

pytestmark = pytest.mark.django_db
ERASE = "/en/account/erase/"
TRACES = ("Wilhelmina", "wilhelmina@example.org", "+493012345678")


def wilhelmina(**more: Any) -> User:
    return member(name="Wilhelmina", email="wilhelmina@example.org", phone="+493012345678", **more)


def erased(user: User, now: datetime | None = None) -> User:
    now = now or timezone.now()
    request_erasure(actor=Actor.person(user), now=now)
    assert erase_due(now=now + timedelta(days=7)) == 1
    return User.objects.get(pk=user.pk)


def test_the_copy_holds_what_the_hub_knows() -> None:
    user = wilhelmina(roles=(Role.REVIEWER,))
    make_organisation("Meridian Optics", admin=user)
    answer = sign_in(user).post("/en/account/copy/")
    assert answer["Content-Disposition"].startswith("attachment")
    copy = json.loads(answer.content)
    assert set(copy) == {part.slug for part in parts}
    assert (copy["profile"]["name"], copy["profile"]["telephone"]) == ("Wilhelmina", "+493012345678")
    assert copy["organisations"][0]["organisation__name_en"] == "Meridian Optics"
    assert copy["roles"]["own"][0]["role"] == "reviewer"
    assert [a["verb"] for a in copy["acts"]] == ["organisation.created", "person.copy_taken"]
    assert "argon2" not in answer.content.decode()
    assert "session_key" not in answer.content.decode()


def test_every_row_that_points_at_a_person_is_in_the_copy() -> None:
    declared = {row for part in parts for row in part.rows}
    ours = [m for m in apps.get_models() if "site-packages" not in inspect.getfile(m)]
    pointing = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in ours
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.related_model is User
    }
    mine = {f"accounts.User.{field.name}" for field in User._meta.get_fields()}
    assert pointing - declared - mine == set()
    assert {row for row in declared if not row.startswith("account.")} - pointing == set()


def test_the_copy_and_the_erasure_reach_what_people_wrote_elsewhere() -> None:
    user, now = wilhelmina(), timezone.now()
    actor = Actor.person(user)
    organisation = make_organisation("Meridian Optics", admin=user)
    case = make_case(organisation, text="zanzibar")
    report = report_wrong_fact(actor=actor, subject=make_standard(), fact="Zanzibar 7741", source="", now=now)
    follow(actor=actor, ics_code="35", now=now)
    copy = json.loads(sign_in(user).post("/en/account/copy/").content)
    assert copy["reports_of_wrong_facts"]["sent"][0]["fact"] == "Zanzibar 7741"
    assert copy["verification"]["opened"][0]["public_id"] == case.public_id
    assert copy["files"][0]["original_name"] == "zanzibar.pdf"
    assert copy["follows"][0]["ics_code"] == "35"
    erased(user)
    report.refresh_from_db()
    assert (report.fact, report.state, Follow.objects.count()) == ("", "withdrawn", 0)
    page = signed_in(make_user(roles=(Role.EDITOR,))).get(report.get_absolute_url()).content.decode()
    assert "Erased with the reporter" in page


def test_the_journey_is_asked_for_with_the_password_and_undone_by_the_link() -> None:
    user = wilhelmina()
    client, elsewhere = sign_in(user), sign_in(user)
    wrong = client.post(ERASE, {"password": "wrong wrong wrong"})
    assert wrong.status_code == 422
    assert "This is not your password" in wrong.content.decode()
    assert User.objects.get(pk=user.pk).erasure_due_at is None
    assert client.post(ERASE, {"password": PASSWORD}).status_code == 200
    assert [c.get("/en/account/").status_code for c in (client, elsewhere)] == [302, 302]
    drain("mail")
    found = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)
    assert found
    stranger = Client()
    assert "Keep my account" in stranger.get(found[1]).content.decode()
    assert User.objects.get(pk=user.pk).erasure_due_at is not None
    assert stranger.post(found[1]).status_code == 200
    assert erase_due(now=timezone.now() + timedelta(days=8)) == 0
    assert User.objects.get(pk=user.pk).name == "Wilhelmina"
    assert stranger.post(found[1]).status_code == 404


def test_signing_in_again_shows_a_way_to_keep_the_account() -> None:
    user = wilhelmina()
    request_erasure(actor=Actor.person(user), now=timezone.now())
    client = sign_in(User.objects.get(pk=user.pk))
    assert "The erasure is planned" in client.get("/en/account/profile/").content.decode()
    assert client.post(ERASE, {"keep": "1"}).status_code == 302
    assert User.objects.get(pk=user.pk).erasure_due_at is None


def test_nothing_is_erased_before_the_week_is_over() -> None:
    user, now = wilhelmina(), timezone.now()
    request_erasure(actor=Actor.person(user), now=now)
    assert erase_due(now=now + timedelta(days=7, seconds=-1)) == 0
    assert User.objects.get(pk=user.pk).name == "Wilhelmina"


def test_after_the_week_no_trace_is_left_and_the_log_is_whole() -> None:
    user = wilhelmina(roles=(Role.REVIEWER, Role.SUPERUSER, Role.EDITOR))
    organisation = make_organisation(admin=user)
    other = make_member(organisation)
    Membership.objects.filter(user=other).update(role=MemberRole.ADMIN)
    client = sign_in(user)
    gone = erased(user)
    assert (gone.name, gone.phone, gone.is_active, gone.is_superuser) == (NAME, "", False, False)
    assert not gone.has_usable_password()
    assert not gone.groups.exists()
    assert not Membership.objects.filter(user=user).exists()
    assert not SignIn.objects.filter(user=user).exists()
    assert not Notice.objects.filter(reader=user).exists()
    assert not gone.emailaddress_set.exists()  # type: ignore[attr-defined]
    assert not RoleGrant.objects.in_force(timezone.now()).filter(user=user).exists()
    assert client.get("/en/account/").status_code == 302
    drain("mail")
    rows = [json.dumps(list(q.values()), default=str) for q in (Activity.objects, OutboxMessage.objects, User.objects)]
    assert not [trace for trace in TRACES for text in rows if trace in text]
    seal_pending(now=timezone.now())
    assert verify_chain().breaks == []
    assert Activity.objects.filter(verb="person.erased", subject_id=user.pk).count() == 1


def test_the_address_is_free_again() -> None:
    user = wilhelmina()
    erased(user)
    assert member(email="wilhelmina@example.org").pk != user.pk


def test_the_last_administrator_hands_over_first() -> None:
    user = wilhelmina()
    organisation = make_organisation("Meridian Optics", admin=user)
    make_member(organisation)
    client = sign_in(user)
    assert "Meridian Optics" in client.get(ERASE).content.decode()
    assert client.post(ERASE, {"password": PASSWORD}).status_code == 422
    with pytest.raises(GuardsUnmet):
        request_erasure(actor=Actor.person(user), now=timezone.now())
    assert User.objects.get(pk=user.pk).erasure_due_at is None


def test_one_who_became_the_last_administrator_meanwhile_waits_and_is_told() -> None:
    user, now = wilhelmina(), timezone.now()
    organisation = make_organisation(admin=user)
    request_erasure(actor=Actor.person(user), now=now)
    late = member()
    add_member(actor=Actor.system(), organisation=organisation, user=late, role=MemberRole.MEMBER, now=now)
    assert erase_due(now=now + timedelta(days=7)) == 0
    waiting = User.objects.get(pk=user.pk)
    assert (waiting.name, waiting.erasure_due_at) == ("Wilhelmina", now + timedelta(days=14))
    assert Notice.objects.get(reader=user).kind == "account.erasure_waits"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_go_at_once_one_stays() -> None:
    first, second, now = wilhelmina(), member(), timezone.now()
    organisation = make_organisation(admin=first)
    add_member(actor=Actor.system(), organisation=organisation, user=second, role=MemberRole.ADMIN, now=now)
    make_member(organisation)
    request_erasure(actor=Actor.person(first), now=now)
    outcomes: list[int] = []

    def erase() -> None:
        outcomes.append(erase_due(now=now + timedelta(days=7)))
        connection.close()

    thread = threading.Thread(target=erase)
    with transaction.atomic():
        remove_member(actor=Actor.person(second), organisation=organisation, user=second, now=now)
        thread.start()
        thread.join(1)  # long enough to erase, were it not held back
    thread.join()
    assert outcomes == [0]
    assert Membership.objects.filter(organisation=organisation, role=MemberRole.ADMIN).get().user == first


def test_an_organisation_that_was_one_person_loses_the_name_and_a_company_keeps_it() -> None:
    user = wilhelmina()
    alone = make_organisation("Wilhelmina", admin=user, kind="individual")
    company = make_organisation("Meridian Optics", admin=user)
    erased(user)
    for organisation in (alone, company):
        organisation.refresh_from_db()
    assert (alone.name_en, alone.name_key_en) == ("Erased person", "erasedperson")
    assert company.name_en == "Meridian Optics"


def test_keeping_what_is_not_planned_is_no_act() -> None:
    user = wilhelmina()
    keep_account(user=user, now=timezone.now())
    assert not Activity.objects.filter(verb="person.erasure_undone").exists()


@pytest.mark.parametrize("token", ["nonsense", "InNvbWVib2R5Ig:1aaaaa:xxxxxxxxxxxxxxxxxxxx"])
def test_a_link_that_is_none_is_404(token: str) -> None:
    assert Client().post(f"/en/account/erase/undo/{token}/").status_code == 404
