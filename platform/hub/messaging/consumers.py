"""The socket of a conversation. It says which number is newest and nothing else; the client fetches events over HTTP.

Lost, repeated and reordered pokes are therefore harmless: each heartbeat carries the newest number from the database.
Close codes: 4401 not signed in (any more), 4404 takes no part (any more), 4429 too many frames, 1009 frame too big.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from contextlib import suppress
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.db import DatabaseError
from django.http import Http404
from django.utils import timezone

from hub.common.actors import Actor
from hub.common.realtime import person_of_session
from hub.messaging.models import Conversation
from hub.messaging.queries import get_visible_or_404
from hub.messaging.services import mark_read
from hub.messaging.services.conversations import group_of
from hub.notifications.live import group_of as group_of_person

log = logging.getLogger(__name__)

NOT_SIGNED_IN, NOT_THERE, TOO_FAST, TOO_BIG = 4401, 4404, 4429, 1009
MAX_FRAME_CHARACTERS = 256
MAX_FRAMES, WINDOW_SECONDS = 20, 10.0


class Refused(Exception):
    """The socket may not stay open; `code` is its close code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def enter(session_key: str | None, public_id: str) -> tuple[Any, Conversation]:
    """Read session, person and membership anew and return the person and the conversation. Raises Refused."""
    user = person_of_session(session_key)
    if not user.is_authenticated:
        raise Refused(NOT_SIGNED_IN)
    try:
        return user, get_visible_or_404(user, public_id)
    except Http404:
        raise Refused(NOT_THERE) from None


def group_of_reader(session_key: str | None, public_id: str) -> str:
    """Return the group of the person of this session, in which the end of a session is announced. Raises Refused."""
    return group_of_person(enter(session_key, public_id)[0].public_id)


def newest_seq(session_key: str | None, public_id: str) -> int:
    """Return the number of the newest event if this session may still know it. Raises Refused."""
    return enter(session_key, public_id)[1].last_seq


def read_up_to(session_key: str | None, public_id: str, seq: int) -> None:
    """Note how far the person of this session has read. Raises Refused."""
    user, conversation = enter(session_key, public_id)
    mark_read(actor=Actor.person(user), conversation=conversation, seq=seq, now=timezone.now())


class ConversationConsumer(AsyncWebsocketConsumer):
    """One open page of a conversation."""

    beat: asyncio.Task[None] | None = None
    groups_joined: tuple[str, ...] = ()

    async def connect(self) -> None:
        """Check the gate, join the group, and only then read the newest number: nothing falls in between."""
        self.public_id: str = self.scope["url_route"]["kwargs"]["public_id"]
        self.session_key: str | None = self.scope["session"].session_key
        self.frames: deque[float] = deque(maxlen=MAX_FRAMES + 1)
        await self.accept()
        try:
            mine = await self.ask(group_of_reader)
            for group in (group_of(self.public_id), mine):
                await self.channel_layer.group_add(group, self.channel_name)
                self.groups_joined += (group,)
            seq = await self.ask(newest_seq)
        except Refused as refusal:
            await self.close(refusal.code)
            return
        await self.say("hello", seq=seq, heartbeat=settings.HUB_SOCKET_HEARTBEAT_SECONDS)
        self.beat = asyncio.create_task(self.keep_beating())

    async def disconnect(self, code: int) -> None:
        """Leave the group and stop the heartbeat."""
        if self.beat is not None:
            self.beat.cancel()
            with suppress(asyncio.CancelledError):
                await self.beat
        for group in self.groups_joined:
            await self.channel_layer.group_discard(group, self.channel_name)

    async def ask(self, function: Any, *args: Any) -> Any:
        """Run a database function for this session."""
        return await database_sync_to_async(function)(self.session_key, self.public_id, *args)

    async def say(self, kind: str, **values: Any) -> None:
        """Send one small frame."""
        await self.send(text_data=json.dumps({"type": kind, **values}))

    async def keep_beating(self) -> None:
        """Say the newest number now and then; close when session or membership have ended; outlive a lost database."""
        while True:
            await asyncio.sleep(settings.HUB_SOCKET_HEARTBEAT_SECONDS)
            try:
                await self.say("heartbeat", seq=await self.ask(newest_seq))
            except Refused as refusal:
                await self.close(refusal.code)
                return
            except DatabaseError as error:
                log.warning("no heartbeat: %s", type(error).__name__)

    async def conversation_poke(self, message: dict[str, Any]) -> None:
        """Pass a poke on: there is an event with this number."""
        await self.say("seq", seq=message["seq"])

    async def person_poke(self, message: dict[str, Any]) -> None:
        """Look again whether this session still holds; close at once when it was ended elsewhere."""
        try:
            await self.ask(newest_seq)
        except Refused as refusal:
            await self.close(refusal.code)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Take {"type": "read", "seq": N}; ignore everything else; close on frames that are too big or too many."""
        now = asyncio.get_running_loop().time()
        self.frames.append(now)
        if len(self.frames) > MAX_FRAMES and now - self.frames[0] < WINDOW_SECONDS:
            await self.close(TOO_FAST)
            return
        if bytes_data is not None or len(text_data or "") > MAX_FRAME_CHARACTERS:
            await self.close(TOO_BIG)
            return
        seq = read_frame(text_data or "")
        if seq is None:
            return
        try:
            await self.ask(read_up_to, seq)
        except Refused as refusal:
            await self.close(refusal.code)


def read_frame(text: str) -> int | None:
    """Return the number in a {"type": "read", "seq": N} frame, or None for any other frame."""
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(frame, dict) or frame.get("type") != "read":
        return None
    seq = frame.get("seq")
    return seq if type(seq) is int and 0 < seq < 2**63 else None
