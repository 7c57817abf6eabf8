"""Where somebody is signed in: listed in words, ended at once, sockets included."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.testing import WebsocketCommunicator
from django.conf import settings as django_settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from hub.accounts.devices import device_words, network_of
from hub.accounts.models import SignIn, User
from hub.accounts.queries.sign_ins import list_sign_ins
from hub.accounts.services.sign_ins import forget_old_sign_ins
from hub.activity.models import Activity
from hub.config.asgi import sockets
from hub.outbox.services import drain
from tests.factories.accounts import make_user, signed_in
from tests.hub.accounts.test_passwords import confirm, member, sign_in

pytestmark = pytest.mark.django_db
LIST = "/en/account/sign-ins/"
END = "/en/account/sign-ins/end/"
SESSIONS = import_module(django_settings.SESSION_ENGINE)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15; Mate) AppleWebKit/537.36 Chrome/130 MicroMessenger/8.0", "WeChat on Android"),
        ("curl/8.0", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_devices_are_told_in_words(user_agent: str, words: str) -> None:
    assert device_words(user_agent) == words


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.77", "203.0.113.0/24"), ("2001:db8:1:2::9", "2001:db8:1::/48"), ("nonsense", ""), ("", "")],
)
def test_of_an_address_only_the_network_is_kept(address: str, network: str) -> None:
    assert network_of(address) == network


def test_the_list_names_this_device_and_the_others() -> None:
    user = member()
    here, _there = sign_in(user), sign_in(user)
    page = here.get(LIST).content.decode()
    assert page.count("Firefox on Linux") == 2
    assert page.count("this device") == 1
    assert "127.0.0.0/24" in page
    assert "127.0.0.1" not in page


def test_ending_one_ends_it_at_once_and_no_other() -> None:
    user = member()
    here, there, third = confirm(sign_in(user)), sign_in(user), sign_in(user)
    row = SignIn.objects.get(session_key=there.cookies[django_settings.SESSION_COOKIE_NAME].value)
    assert here.post(END, {"session": row.public_id}).status_code == 302
    assert there.get("/en/account/").status_code == 302
    assert [c.get("/en/account/").status_code for c in (here, third)] == [200, 200]
    assert Activity.objects.filter(verb="person.session_ended").count() == 1


def test_a_request_under_way_does_not_bring_an_ended_session_back() -> None:
    user = member()
    here, there = confirm(sign_in(user)), sign_in(user)
    key = there.cookies[django_settings.SESSION_COOKIE_NAME].value
    under_way = SESSIONS.SessionStore(key)
    assert under_way["sign_in"]
    assert here.post(END, {"session": SignIn.objects.get(session_key=key).public_id}).status_code == 302
    under_way["acting_organisation"] = "oneself"
    with pytest.raises(UpdateError):
        under_way.save()
    assert not SESSIONS.SessionStore(key).load()
    assert there.get("/en/account/").status_code == 302


def test_the_session_of_somebody_else_cannot_be_ended() -> None:
    mine, theirs = member(), member()
    here, there = confirm(sign_in(mine)), sign_in(theirs)
    row = SignIn.objects.get(user=theirs)
    assert here.post(END, {"session": row.public_id}).status_code == 404
    assert there.get("/en/account/").status_code == 200
    assert not Activity.objects.filter(verb="person.session_ended").exists()


def test_ending_all_others_ends_those_nobody_noted_too() -> None:
    user = member()
    here, there, unnoted = confirm(sign_in(user)), sign_in(user), signed_in(user)
    assert unnoted.get("/en/account/").status_code == 200
    assert here.post(END, {"others": "1"}).status_code == 302
    assert here.get("/en/account/").status_code == 200
    assert [c.get("/en/account/").status_code for c in (there, unnoted)] == [302, 302]
    assert len(list_sign_ins(User.objects.get(pk=user.pk), timezone.now())) == 1


def test_ending_asks_for_the_password_again() -> None:
    user = member()
    here, there = sign_in(user), sign_in(user)
    answer = here.post(END, {"others": "1"})
    assert "/accounts/reauthenticate/" in answer["Location"]
    assert there.get("/en/account/").status_code == 200
    assert here.get(confirm(here) and END)["Location"] == LIST


def test_signing_out_leaves_no_row() -> None:
    user = member()
    client = sign_in(user)
    client.post("/en/accounts/logout/")
    assert not SignIn.objects.exists()


def test_last_seen_is_noted_every_five_minutes_and_not_more_often(django_assert_num_queries: Any) -> None:
    user = member()
    client = sign_in(user)
    client.get("/en/account/profile/")
    before = SignIn.objects.get().last_seen_at
    client.get("/en/account/profile/")
    assert SignIn.objects.get().last_seen_at == before
    session = client.session
    session["sign_in"] = {**session["sign_in"], "at": session["sign_in"]["at"] - 301}
    session.save()
    client.get("/en/account/profile/")
    assert SignIn.objects.get().last_seen_at > before


def test_rows_of_dead_sessions_are_neither_shown_nor_kept() -> None:
    user = member()
    sign_in(user)
    Session.objects.all().delete()
    assert list_sign_ins(user, timezone.now()) == []
    assert forget_old_sign_ins(now=timezone.now()) == 0
    later = timezone.now() + timedelta(seconds=django_settings.SESSION_COOKIE_AGE + 1)
    assert forget_old_sign_ins(now=later) == 1


@pytest.mark.parametrize("how", ["one", "others", "password"])
def test_open_sockets_close_at_once(how: str, monkeypatch: Any, settings: Any) -> None:
    monkeypatch.setattr("channels.db.close_old_connections", lambda: None)
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "hub.common.realtime.LoopSafeInMemoryChannelLayer"}}
    settings.HUB_SOCKET_HEARTBEAT_SECONDS = 60
    user = member()
    here, there = confirm(sign_in(user)), sign_in(user)
    key = there.cookies[django_settings.SESSION_COOKIE_NAME].value
    headers = [(b"cookie", f"{django_settings.SESSION_COOKIE_NAME}={key}".encode())]

    def end() -> None:
        if how == "password":
            form = {"oldpassword": "a long enough pass phrase", "password1": "three green kettles"}
            here.post("/en/accounts/password/change/", {**form, "password2": form["password1"], "end_others": "on"})
        else:
            one = {"session": SignIn.objects.get(session_key=key).public_id}
            here.post(END, one if how == "one" else {"others": "1"})
        drain("realtime")

    @async_to_sync
    async def closing_code() -> int:
        socket = WebsocketCommunicator(AuthMiddlewareStack(sockets), "/ws/me/", headers)
        await socket.connect()
        await socket.receive_json_from()
        await sync_to_async(end)()
        code = int((await socket.receive_output(timeout=3))["code"])
        await socket.disconnect()
        return code

    assert closing_code() == 4401


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_takes_the_same_queries_at_any_length(rows: int, django_assert_num_queries: Any) -> None:
    user = member()
    client = sign_in(user)
    for _n in range(rows - 1):
        sign_in(user)
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        assert client.get(LIST).status_code == 200


QUERIES = 6


def test_a_stranger_sees_no_list() -> None:
    make_user()
    assert Client().get(LIST).status_code == 302
