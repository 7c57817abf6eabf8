"""The socket: who may listen, what it says, and that a layer which loses everything loses nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.conf import settings

from hub.accounts.models import Membership
from hub.messaging.consumers import read_frame
from hub.messaging.models import Conversation
from hub.messaging.queries import unread_total
from hub.messaging.urls import websocket_urlpatterns
from hub.outbox.services import drain
from tests.factories.messaging import make_conversation, say

CANARY = "zanzibar-canary-7741"


@pytest.fixture(autouse=True)
def _one_process(settings, monkeypatch):
    """Everything in this process and in the test's transaction, whose connection Channels would otherwise close."""
    monkeypatch.setattr("channels.db.close_old_connections", lambda: None)
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "hub.common.realtime.LoopSafeInMemoryChannelLayer"}}


def socket_of(conversation: Conversation, client: Any = None) -> WebsocketCommunicator:
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value if client else ""
    headers = [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode())]
    application = AuthMiddlewareStack(URLRouter(websocket_urlpatterns))
    return WebsocketCommunicator(application, f"/ws/conversations/{conversation.public_id}/", headers)


async def closing_code(socket: WebsocketCommunicator) -> int:
    """Read until the socket closes, checking that no word of the conversation comes along."""
    while True:
        message = await socket.receive_output(timeout=3)
        if message["type"] == "websocket.close":
            return message["code"]
        assert CANARY not in str(message)


@async_to_sync
async def refusal_of(socket: WebsocketCommunicator) -> int:
    await socket.connect()
    code = await closing_code(socket)
    await socket.disconnect()
    return code


def test_outsiders_and_visitors_are_turned_away(buyer, seller, outsider, sign_in):
    conversation = make_conversation(buyer, seller, text=CANARY)
    assert refusal_of(socket_of(conversation, sign_in(outsider))) == 4404
    assert refusal_of(socket_of(conversation)) == 4401
    unknown = Conversation(public_id="aaaaaaaaaaaa")
    assert refusal_of(socket_of(unknown, sign_in(buyer))) == 4404


def test_hello_then_a_poke_for_each_message(buyer, seller, conversation, sign_in, settings):
    settings.HUB_SOCKET_HEARTBEAT_SECONDS = 30

    @async_to_sync
    async def talk(socket):
        assert (await socket.connect())[0]
        assert await socket.receive_json_from() == {"type": "hello", "seq": 1, "heartbeat": 30}
        await sync_to_async(say)(buyer, conversation, CANARY)
        await sync_to_async(drain)("realtime")
        frame = await socket.receive_from()
        assert CANARY not in frame
        assert frame == '{"type": "seq", "seq": 2}'
        await socket.disconnect()

    drain("realtime")
    talk(socket_of(conversation, sign_in(seller)))


def test_a_layer_that_drops_everything_is_healed_by_the_heartbeat(buyer, seller, conversation, sign_in, settings):
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "hub.common.realtime.DroppingChannelLayer"}}
    settings.HUB_SOCKET_HEARTBEAT_SECONDS = 0.05

    @async_to_sync
    async def talk(socket):
        await socket.connect()
        await socket.receive_json_from()
        await sync_to_async(say)(buyer, conversation)
        await sync_to_async(drain)("realtime")
        frames = [await socket.receive_json_from(timeout=3) for _beat in range(3)]
        assert {f["type"] for f in frames} == {"heartbeat"}
        assert frames[-1]["seq"] == 2
        await socket.disconnect()

    talk(socket_of(conversation, sign_in(seller)))


@pytest.mark.parametrize(("ending", "code"), [("membership", 4404), ("session", 4401), ("person", 4401)])
def test_the_heartbeat_closes_sockets_of_people_who_left(seller, conversation, sign_in, settings, ending, code):
    settings.HUB_SOCKET_HEARTBEAT_SECONDS = 0.05
    client = sign_in(seller)

    def end() -> None:
        if ending == "membership":
            Membership.objects.filter(user=seller.user).delete()
        elif ending == "session":
            client.logout()
        else:
            type(seller.user).objects.filter(pk=seller.user.pk).update(is_active=False)

    @async_to_sync
    async def talk(socket):
        await socket.connect()
        await socket.receive_json_from()
        await sync_to_async(end)()
        assert await closing_code(socket) == code
        await socket.disconnect()

    talk(socket_of(conversation, client))


def test_read_frames_mark_as_read_and_all_else_is_ignored(seller, conversation, sign_in):
    @async_to_sync
    async def talk(socket):
        await socket.connect()
        await socket.receive_json_from()
        for text in ("nonsense", '{"type": "send", "body": "x"}', '{"type": "read", "seq": "1"}'):
            await socket.send_to(text_data=text)
        assert await socket.receive_nothing(0.1)
        assert await sync_to_async(unread_total)(seller.user) == 1
        await socket.send_to(text_data='{"type": "read", "seq": 1}')
        await asyncio.sleep(0.1)
        assert await sync_to_async(unread_total)(seller.user) == 0
        await socket.disconnect()

    talk(socket_of(conversation, sign_in(seller)))


@pytest.mark.parametrize(("frames", "code"), [(["x" * 257], 1009), ([b"\x00"], 1009), (["{}"] * 21, 4429)])
def test_big_and_many_frames_close_the_socket(seller, conversation, sign_in, frames, code):
    @async_to_sync
    async def talk(socket):
        await socket.connect()
        await socket.receive_json_from()
        for frame in frames:
            kind = "bytes_data" if isinstance(frame, bytes) else "text_data"
            await socket.send_to(**{kind: frame})
        assert await closing_code(socket) == code
        await socket.disconnect()

    talk(socket_of(conversation, sign_in(seller)))


@pytest.mark.parametrize(
    ("text", "seq"),
    [
        ('{"type": "read", "seq": 7}', 7),
        ('{"type": "read", "seq": true}', None),
        ('{"type": "read", "seq": -1}', None),
        ('{"type": "read", "seq": 1e3}', None),
        ('{"type": "read", "seq": 99999999999999999999}', None),
        ("[]", None),
        ("[" * 200, None),
        ("", None),
    ],
)
def test_only_sound_read_frames_are_read(text, seq):
    assert read_frame(text) == seq
