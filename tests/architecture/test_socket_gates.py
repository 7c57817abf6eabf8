"""Every socket asked by every kind of person: who is let in, how the others are turned away, and that no private word comes out."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import async_to_sync
from channels.auth import AuthMiddlewareStack
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client

from hub.config.asgi import sockets
from tests.architecture.gates.table import PEOPLE
from tests.architecture.worlds import CANARY, make_world

NOT_SIGNED_IN, NOT_YOURS, IN = 4401, 4404, 0
# address: the name of the object in it, and those who are let in
SOCKETS = {
    "ws/me/": ("", set(PEOPLE) - {"anonymous"}),
    "ws/conversations/<str:public_id>/": ("conversation", {"owner", "member"}),
}


def test_every_socket_is_classified() -> None:
    assert {str(route.pattern) for route in sockets.routes} == set(SOCKETS)


@async_to_sync
async def _knock(path: str, client: Client) -> tuple[int, str]:
    """Return the closing code (0 when let in) and all that was said until then."""
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    headers = [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie.value}".encode())] if cookie else []
    socket = WebsocketCommunicator(AuthMiddlewareStack(sockets), path, headers)
    connected, _protocol = await socket.connect()
    said = ""
    try:
        while connected:
            message = await socket.receive_output(timeout=3)
            said += str(message)
            if message["type"] == "websocket.close":
                return int(message["code"]), said
            if '"hello"' in said:
                return IN, said
        return -1, said
    finally:
        await socket.disconnect()


@pytest.mark.django_db
@pytest.mark.parametrize("address", SOCKETS)
def test_a_socket_lets_in_whom_the_table_names(address: str, monkeypatch: Any, settings: Any) -> None:
    monkeypatch.setattr("channels.db.close_old_connections", lambda: None)
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "hub.common.realtime.LoopSafeInMemoryChannelLayer"}}
    world, (part, admitted) = make_world(), SOCKETS[address]
    path = "/" + address.split("<", maxsplit=1)[0] + (f"{world.arguments[part]}/" if part else "")
    found = {who: _knock(path, world.clients[who]) for who in PEOPLE}
    expected = {who: IN if who in admitted else NOT_YOURS for who in PEOPLE} | {"anonymous": NOT_SIGNED_IN}
    assert {who: code for who, (code, _said) in found.items()} == expected
    assert not any(CANARY in said for _code, said in found.values())
