"""The socket of a signed-in person: how many notices are unread, and that their session still holds.

A poke says only "look again"; what is true is read from the database then, and at each heartbeat.
Close code 4401: not signed in (any more). Frames from the browser are ignored; too big ones close the socket (1009).
"""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.db import DatabaseError

from hub.common.realtime import person_of_session
from hub.notifications.live import group_of

log = logging.getLogger(__name__)

NOT_SIGNED_IN, TOO_BIG = 4401, 1009
MAX_FRAME_CHARACTERS = 256


def look(session_key: str | None) -> tuple[str, int] | None:
    """Return the person of a session and their number of unread notices, or None when nobody is signed in."""
    person = person_of_session(session_key)
    return (person.public_id, person.unread_notices) if person.is_authenticated else None


class PersonConsumer(AsyncWebsocketConsumer):
    """One open page of a signed-in person."""

    beat: asyncio.Task[None] | None = None
    group = ""

    async def connect(self) -> None:
        """Check who it is, join the person's group, and only then read the number: nothing falls in between."""
        self.session_key: str | None = self.scope["session"].session_key
        await self.accept()
        found = await self.ask()
        if found is None:
            await self.close(NOT_SIGNED_IN)
            return
        self.group = group_of(found[0])
        await self.channel_layer.group_add(self.group, self.channel_name)
        if await self.tell("hello"):
            self.beat = asyncio.create_task(self.keep_beating())

    async def disconnect(self, code: int) -> None:
        """Leave the group and stop the heartbeat."""
        if self.beat is not None:
            self.beat.cancel()
            with suppress(asyncio.CancelledError):
                await self.beat
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def ask(self) -> tuple[str, int] | None:
        """Read session and person anew."""
        found: tuple[str, int] | None = await database_sync_to_async(look)(self.session_key)
        return found

    async def tell(self, kind: str = "unread") -> bool:
        """Say how many notices are unread; close and return False when the session has ended."""
        found = await self.ask()
        if found is None:
            await self.close(NOT_SIGNED_IN)
            return False
        await self.send(text_data=json.dumps({"type": kind, "unread": found[1]}))
        return True

    async def person_poke(self, message: dict[str, Any]) -> None:
        """Look again."""
        await self.tell()

    async def keep_beating(self) -> None:
        """Look again now and then: a lost poke heals within one beat; outlive a lost database."""
        while True:
            await asyncio.sleep(settings.HUB_SOCKET_HEARTBEAT_SECONDS)
            try:
                if not await self.tell():
                    return
            except DatabaseError as error:
                log.warning("no heartbeat: %s", type(error).__name__)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Take nothing; close when a frame is too big."""
        if bytes_data is not None or len(text_data or "") > MAX_FRAME_CHARACTERS:
            await self.close(TOO_BIG)
