"""Signing up: a code by mail, one account for one address, and no word about who has one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from hub.accounts.models import User
from hub.accounts.models.people import email_key
from hub.activity.models import Activity
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db
CODE = re.compile(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", re.M)


def sign_up(client: Client, email: str = "lin@example.org", language: str = "en", **more: str) -> Any:
    form = {"name": "Lin Wei", "email": email, "password1": "correct horse battery", **more}
    return client.post(f"/{language}/accounts/signup/", form)


def code_in(body: str) -> str:
    found = CODE.search(body)
    assert found, body
    return found.group(1)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_newcomer_confirms_the_code_and_is_signed_in(client: Client, language: str) -> None:
    answer = sign_up(client, language=language)
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/accounts/confirm-email/")
    assert mail.outbox == []
    assert drain("mail") == 1
    (sent,) = mail.outbox
    assert sent.to == ["lin@example.org"]
    done = client.post(answer["Location"], {"code": code_in(sent.body)})
    assert (done.status_code, done["Location"]) == (302, f"/{language}/account/")
    assert client.get(f"/{language}/account/").status_code == 200
    user = User.objects.get()
    assert (user.name, user.email, user.language) == ("Lin Wei", "lin@example.org", language)
    assert user.emailaddress_set.get().verified
    assert [a.verb for a in Activity.objects.all()] == ["person.registered"]


def test_the_mail_is_written_in_the_language_of_the_page(client: Client) -> None:
    sign_up(client, "a@example.org", "en")
    sign_up(Client(), "b@example.org", "zh-hans")
    drain("mail")
    english, chinese = mail.outbox
    assert not re.search(r"[\u4e00-\u9fff]", english.subject + english.body)
    assert re.search(r"[\u4e00-\u9fff]", chinese.subject)
    assert re.search(r"[\u4e00-\u9fff]", chinese.body)


def test_a_wrong_code_signs_nobody_in(client: Client) -> None:
    sign_up(client)
    answer = client.post("/en/accounts/confirm-email/", {"code": "AAA-AAA"})
    assert answer.status_code == 200
    assert client.get("/en/account/").status_code == 302
    assert not User.objects.get().emailaddress_set.get().verified


def test_the_code_is_erased_from_the_outbox_once_it_is_sent(client: Client) -> None:
    sign_up(client)
    drain("mail")
    row = OutboxMessage.objects.get(kind="mail.send")
    assert (row.state, row.payload) == ("done", {})


@pytest.mark.parametrize(
    "typed", ["taken@example.org", "TAKEN@example.org", "Taken@Example.ORG", " taken@example.org "]
)
def test_an_address_that_exists_looks_the_same_and_makes_no_second_account(typed: str) -> None:
    make_user(email="taken@example.org", name="First")
    acts = Activity.objects.count()
    new_client, old_client = Client(), Client()
    new, old = sign_up(new_client, "new@example.org"), sign_up(old_client, typed)
    assert (old.status_code, old["Location"]) == (new.status_code, new["Location"])
    pages = [c.get(a["Location"], follow=True) for c, a in ((new_client, new), (old_client, old))]
    assert [p.status_code for p in pages] == [200, 200]
    shapes = [re.sub(r"\S+@\S+|nonce=\S+|value=\S+", "", p.content.decode()) for p in pages]
    assert shapes[0] == shapes[1]
    assert set(User.objects.values_list("email", flat=True)) == {"taken@example.org", "new@example.org"}
    assert User.objects.get(email="taken@example.org").name == "First"
    assert Activity.objects.count() == acts + 1
    drain("mail")
    to_old = [m for m in mail.outbox if m.to[0].strip().lower() == "taken@example.org"]
    assert len(to_old) == 1
    assert not CODE.search(to_old[0].body)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("lin@example.org", "LIN@example.org"),
        ("lin@bücher.example", "lin@BÜCHER.example"),
        ("lin@example.org", "lin@ｅｘａｍｐｌｅ.org"),
        ("lin@strasse.example", "lin@straße.example"),
    ],
)
def test_variants_of_an_address_are_one_account(first: str, second: str) -> None:
    make_user(email=first)
    answer = sign_up(Client(), second)
    assert answer.status_code == 302
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lin@Example.ORG", "lin@example.org"),
        ("lin@BÜCHER.example", "lin@bücher.example"),
        ("ｌｉｎ@example.org", "lin@example.org"),
        (" lin@example.org ", "lin@example.org"),
        ("STRASSE@example.org", "straße@example.org"),
    ],
)
def test_addresses_are_compared_folded(one: str, other: str) -> None:
    assert email_key(one) == email_key(other)


def test_the_database_holds_one_account_for_an_address() -> None:
    make_user(email="lin@bücher.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(email="LIN@BÜCHER.example")
    assert User.objects.get_by_natural_key("Lin@Bücher.Example").email == "lin@bücher.example"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Fill in:"),
        ("email", "", "Fill in:"),
        ("email", "not an address", "valid email address"),
        ("password1", "short", "at least 8 characters"),
        ("password1", "password1234", "too common"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_made(client: Client, field: str, value: str, words: str) -> None:
    answer = sign_up(client, **{field: value}) if field != "email" else sign_up(client, value)
    assert words in answer.content.decode()
    assert User.objects.count() == 0
    assert OutboxMessage.objects.count() == 0


def test_sign_in_works_with_the_address_in_any_case(client: Client) -> None:
    user = make_user(email="lin@example.org")
    user.emailaddress_set.create(email="lin@example.org", verified=True, primary=True)
    answer = client.post("/en/accounts/login/", {"login": "LIN@Example.org", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/")


def test_a_wrong_password_and_an_unknown_address_are_told_apart_by_nobody(client: Client) -> None:
    make_user(email="lin@example.org")
    bodies = []
    for login in ("lin@example.org", "who@example.org"):
        answer = client.post("/en/accounts/login/", {"login": login, "password": "wrong wrong wrong"})
        assert answer.status_code == 200
        bodies.append(re.sub(r"\S+@\S+|nonce=\S+|value=\S+", "", answer.content.decode()))
    assert bodies[0] == bodies[1]
