"""How often somebody may knock: by account and by network, with the time to wait."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from hub.accounts.limits import LIMITS, Knock, wait_for
from hub.accounts.models import User
from hub.outbox.models import OutboxMessage
from tests.factories.accounts import make_organisation, make_user, signed_in
from tests.hub.accounts.test_passwords import member, sign_in

pytestmark = pytest.mark.django_db
WRONG = {"login": "lin@example.org", "password": "wrong wrong wrong"}


@pytest.fixture(autouse=True)
def _limits_on(settings: Any) -> None:
    settings.HUB_LIMITS = True


def knock(client: Client, path: str, form: dict[str, str], address: str = "203.0.113.7") -> Any:
    return client.post(path, form, REMOTE_ADDR=address)


def first_refused(path: str, forms: Any, most: int = 130) -> int:
    """Return how many tries were let through before the first 429."""
    client = Client()
    for n in range(most):
        if knock(client, path, forms(n)).status_code == 429:
            return n
    raise AssertionError("never refused")


def test_guessing_one_account_from_one_place_is_stopped_with_the_time_to_wait() -> None:
    member(email="lin@example.org")
    assert first_refused("/en/accounts/login/", lambda n: WRONG) == 8
    answer = knock(Client(), "/en/accounts/login/", WRONG)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 900
    assert "You can try again in" in answer.content.decode()


def test_a_stranger_does_not_lock_somebody_out_elsewhere() -> None:
    user = member(email="lin@example.org")
    for _n in range(12):
        knock(Client(), "/en/accounts/login/", WRONG)
    good = {"login": user.email, "password": "a long enough pass phrase"}
    assert knock(Client(), "/en/accounts/login/", good, "198.51.100.9").status_code == 302


def test_many_accounts_from_one_place_are_stopped() -> None:
    assert first_refused("/en/accounts/login/", lambda n: {**WRONG, "login": f"p{n}@example.org"}) == 100


def test_spelling_an_address_otherwise_is_no_way_around() -> None:
    forms = ["lin@example.org", "LIN@example.org", " lin@EXAMPLE.org"]
    assert first_refused("/en/accounts/login/", lambda n: {**WRONG, "login": forms[n % 3]}) == 8


def test_sign_up_and_reset_are_limited_by_address() -> None:
    sign_up = {"name": "Lin", "email": "lin@example.org", "password1": "three green kettles"}
    assert first_refused("/en/accounts/signup/", lambda n: sign_up) == 5
    people, mails = User.objects.count(), OutboxMessage.objects.filter(kind="mail.send").count()
    assert first_refused("/en/accounts/password/reset/", lambda n: {"email": "lin@example.org"}) == 5
    knock(Client(), "/en/accounts/signup/", sign_up)
    assert User.objects.count() == people
    assert OutboxMessage.objects.filter(kind="mail.send").count() == mails + 5


def test_guessing_the_present_password_is_limited_by_person() -> None:
    user = member()
    client = sign_in(user)
    form = {"oldpassword": "wrong", "password1": "three green kettles", "password2": "three green kettles"}
    statuses = [client.post("/en/accounts/password/change/", form).status_code for _n in range(9)]
    assert statuses == [200] * 8 + [429]
    assert User.objects.get(pk=user.pk).check_password("a long enough pass phrase")


def test_reading_a_page_costs_nothing() -> None:
    client = Client()
    assert {client.get("/en/accounts/login/").status_code for _n in range(120)} == {200}


def test_a_limit_ends_with_its_period() -> None:
    who = Knock("203.0.113.7", "lin@example.org", 0)
    now = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
    waits = [wait_for("account_login", who, now=now) for _n in range(9)]
    assert waits == [0] * 8 + [900]
    later = datetime(2026, 11, 22, 12, 15, 0, tzinfo=UTC)
    assert wait_for("account_login", who, now=later) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::9", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::9", "2001:db8:1:3::9", False),
        ("203.0.113.7", "203.0.113.8", False),
    ],
)
def test_a_household_of_ipv6_is_one_network(one: str, other: str, same: bool) -> None:
    assert (Knock(one, "", 0).key("network") == Knock(other, "", 0).key("network")) is same


def test_a_cache_that_is_down_lets_people_in(settings: Any) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }
    assert [wait_for("account_login", Knock("203.0.113.7", "a@b", 0), now=timezone.now()) for _n in range(20)] == [
        0
    ] * 20


def test_the_page_speaks_both_languages() -> None:
    for language, words in (("en", "You can try again in"), ("zh-hans", "分钟后")):
        client = Client()
        for _n in range(9):
            answer = knock(client, f"/{language}/accounts/login/", {**WRONG, "login": f"{language}@example.org"})
        assert answer.status_code == 429
        assert words in answer.content.decode()


@pytest.mark.parametrize("path", ["/en/organisations/register/", "join"])
def test_doors_of_organisations_tell_the_time_to_wait(path: str) -> None:
    client = signed_in(make_user())
    where = f"/en/organisations/{make_organisation().public_id}/join/" if path == "join" else path
    answers = [client.post(where, {}) for _n in range(11)]
    assert [a.status_code == 429 for a in answers] == [False] * 10 + [True]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600


def test_every_door_with_limits_is_an_address_that_exists() -> None:
    assert set(LIMITS) - set(get_resolver().reverse_dict) == set()
