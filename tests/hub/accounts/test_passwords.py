"""Passwords after OWASP ASVS 5, chapter V6; docs/security-accounts.md says which test answers which requirement."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import password_validation
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from hub.accounts.models import SignIn, User
from hub.activity.models import Activity
from hub.outbox.services import drain
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NEW = "three green kettles sing"


def member(**more: Any) -> User:
    user = make_user(**more)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def sign_in(user: User, password: str = PASSWORD, language: str = "en") -> Client:
    """Sign in through the form, as a person does."""
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"})
    answer = client.post(f"/{language}/accounts/login/", {"login": user.email, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return client


def confirm(client: Client) -> Client:
    """Enter the password once more, as pages that protect the account ask."""
    assert client.post("/en/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def change(client: Client, *, old: str = PASSWORD, new: str = NEW, **more: str) -> Any:
    form = {"oldpassword": old, "password1": new, "password2": new, **more}
    return client.post("/en/accounts/password/change/", form)


def accepted(password: str, user: Any = None) -> bool:
    try:
        password_validation.validate_password(password, user)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "password",
    [
        "kq7#mvwp",
        "only small letters here",
        "8372650194623",
        "乾法电极涂布线工艺",
        "   spaces   around   ",
        "🐟🐠🐡🦈🐙🦑🐚🪸",
        "x" * 40 + "y" * 40,
        "tab\tand\nline",
        "-" * 64 + "e",
    ],
)
def test_any_character_and_any_length_from_eight_is_taken_as_it_is(password: str) -> None:
    assert accepted(password)
    user = make_user()
    user.set_password(password)
    assert user.check_password(password)
    assert not user.check_password(password.strip() + "x")
    assert not user.check_password(password.swapcase() if password != password.swapcase() else password[:-1])


def test_seven_characters_are_too_few() -> None:
    assert not accepted("kq7#mvw")


def test_at_least_the_three_thousand_most_common_that_fit_are_refused() -> None:
    path = Path(password_validation.__file__).resolve().parent / "common-passwords.txt.gz"
    words = [w for w in gzip.decompress(path.read_bytes()).decode().split() if len(w) >= 8]
    assert len(words) >= 3000
    assert not [w for w in words[:3000] if accepted(w)]


@pytest.mark.parametrize(
    "password",
    [
        "ZSAHub2026!",
        "zhongguancun1",
        "中关村标准化协会2026",
        "lin-wei-1988",
        "WeiLin1988!!",
        "lin.meridian",
        "Meridian_2026",
    ],
)
def test_words_that_everybody_knows_are_refused(password: str) -> None:
    assert not accepted(password, User(name="Lin Wei", email="lin@meridian.example"))


@pytest.mark.parametrize("password", ["meridian sings at dawn", "hubert likes pears", "linoleum on fire"])
def test_such_words_within_something_longer_are_fine(password: str) -> None:
    assert accepted(password, User(name="Lin Wei", email="lin@meridian.example"))


def test_the_name_counts_at_sign_up_already(client: Client) -> None:
    form = {"name": "Archibald Fotheringay", "email": "a@example.org", "password1": "fotheringay1988"}
    answer = client.post("/en/accounts/signup/", form)
    assert answer.status_code == 200
    assert not User.objects.exists()


def test_fields_hide_the_password_and_let_programs_fill_them(client: Client) -> None:
    signup = client.get("/en/accounts/signup/").content.decode()
    login = client.get("/en/accounts/login/").content.decode()
    for page, purpose in ((signup, "new-password"), (login, "current-password")):
        (field,) = re.findall(r"<input[^>]*type=\"password\"[^>]*>", page)
        assert f'autocomplete="{purpose}"' in field
        assert "onpaste" not in page
        assert "maxlength" not in field
        assert 'data-show-password="Show the password"' in page


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"old": "wrong wrong wrong"}, "current password"),
        ({"new": "short"}, "at least 8 characters"),
        ({"new": "password1234"}, "too common"),
        ({"password2": "another one entirely"}, "same password"),
    ],
)
def test_a_change_needs_the_old_password_and_a_good_new_one(more: dict[str, str], words: str) -> None:
    user = member()
    answer = change(sign_in(user), **more)
    assert words in answer.content.decode()
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_a_change_ends_the_other_sessions_and_is_told_by_mail_in_ones_language() -> None:
    user = member(language="zh-hans")
    here, there = sign_in(user), sign_in(user)
    assert change(here, end_others="on").status_code == 302
    assert here.get("/en/account/").status_code == 200
    assert there.get("/en/account/").status_code == 302
    assert SignIn.objects.filter(user=user, auth_hash=User.objects.get(pk=user.pk).get_session_auth_hash()).count() == 1
    drain("mail")
    (sent,) = mail.outbox
    assert sent.to == [user.email]
    assert re.search(r"[\u4e00-\u9fff]", sent.subject)
    assert Activity.objects.filter(verb="person.password_changed", subject_id=user.pk).count() == 1


def test_a_change_keeps_the_other_sessions_where_asked() -> None:
    user = member()
    here, there = sign_in(user), sign_in(user)
    change(here)
    assert here.get("/en/account/").status_code == 200
    assert there.get("/en/account/").status_code == 200


def test_a_forgotten_password_is_set_by_a_link_once_and_ends_every_session() -> None:
    user = member()
    there = sign_in(user)
    client = Client()
    client.post("/en/accounts/password/reset/", {"email": user.email})
    drain("mail")
    found = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[0].body)
    assert found
    form_url = client.get(found[1])["Location"]
    assert client.post(form_url, {"password1": NEW, "password2": NEW}).status_code == 302
    assert User.objects.get(pk=user.pk).check_password(NEW)
    assert there.get("/en/account/").status_code == 302
    drain("mail")
    assert mail.outbox[-1].subject == "Your password for ZSA Hub was set anew"
    assert "no longer works" in Client().get(found[1], follow=True).content.decode()


def test_a_reset_says_the_same_whether_there_is_an_account_or_not() -> None:
    user = member()
    answers = [Client().post("/en/accounts/password/reset/", {"email": e}) for e in (user.email, "who@example.org")]
    assert [(a.status_code, a["Location"]) for a in answers] == [(302, "/en/accounts/password/reset/done/")] * 2


def ask_for_address(client: Client, email: str) -> Any:
    return client.post("/en/accounts/email/", {"email": email, "action_add": ""})


def enter_code(client: Client, email: str) -> Any:
    """Read the code in the mail and enter it."""
    drain("mail")
    (code_mail,) = [m for m in mail.outbox if m.to == [email]]
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", code_mail.body, re.M)
    assert code
    return client.post("/en/accounts/confirm-email/", {"code": code[1]})


def test_a_new_address_is_confirmed_there_and_told_to_the_old_one() -> None:
    user = member(email="old@example.org")
    client = confirm(sign_in(user))
    ask_for_address(client, "new@example.org")
    assert User.objects.get(pk=user.pk).email == "old@example.org"
    enter_code(client, "new@example.org")
    user = User.objects.get(pk=user.pk)
    assert (user.email, user.email_key) == ("new@example.org", "new@example.org")
    drain("mail")
    (notice,) = [m for m in mail.outbox if m.to == ["old@example.org"]]
    assert "new@example.org" in notice.body
    old = Client().post("/en/accounts/login/", {"login": "old@example.org", "password": PASSWORD})
    assert old.status_code != 302
    sign_in(user)
    assert make_user(email="old@example.org").pk != user.pk  # free for its next owner


def test_a_new_address_needs_the_password_once_more() -> None:
    user = member(email="old@example.org")
    client = sign_in(user)
    answer = ask_for_address(client, "thief@example.org")
    assert "/accounts/reauthenticate/" in answer["Location"]
    drain("mail")
    assert mail.outbox == []
    answer = client.post(answer["Location"], {"password": PASSWORD})  # takes up what was asked for
    assert answer.status_code == 302
    enter_code(client, "thief@example.org")
    assert User.objects.get(pk=user.pk).email == "thief@example.org"


@pytest.mark.parametrize("wanted", ["ſam@example.org", "sam@ｅxample.org"])
def test_another_spelling_of_a_taken_address_changes_nothing(wanted: str) -> None:
    member(email="sam@example.org")
    user = member(email="mine@example.org")
    client = confirm(sign_in(user))
    free = ask_for_address(confirm(sign_in(member())), "free@example.org")
    answer = ask_for_address(client, wanted)
    assert (answer.status_code, answer["Location"]) == (free.status_code, free["Location"])
    drain("mail")
    assert wanted not in [m.to[0] for m in mail.outbox]
    assert User.objects.get(pk=user.pk).email == "mine@example.org"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_after_signing_in_the_hub_speaks_the_language_of_the_profile(language: str) -> None:
    user = member(language=language)
    client = Client()
    other = "en" if language == "zh-hans" else "zh-hans"
    answer = client.post(
        f"/{other}/accounts/login/?next=/{other}/account/profile/",
        {"login": user.email, "password": PASSWORD, "next": f"/{other}/account/profile/"},
    )
    assert answer["Location"] == f"/{language}/account/profile/"
