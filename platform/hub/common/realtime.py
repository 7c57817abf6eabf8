"""The channel layer carries only pokes ("something new, look"); the truth stays in the database."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest


class LoopSafeInMemoryChannelLayer(InMemoryChannelLayer):
    """The in-memory layer made safe for threads: sends run on the server's event loop, not on the caller's.

    Without this a poke from a worker thread wakes the socket only at the server's next tick.
    """

    _loop: asyncio.AbstractEventLoop | None = None

    async def new_channel(self, prefix: str = "specific.") -> str:
        """Remember the loop that serves the sockets: consumers ask for their channel on it."""
        self._loop = asyncio.get_running_loop()
        return str(await super().new_channel(prefix))

    async def _on_loop(self, coroutine: Any) -> None:
        loop = self._loop
        if loop is None or loop is asyncio.get_running_loop() or loop.is_closed():
            await coroutine
        else:
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(coroutine, loop))

    async def send(self, channel: str, message: dict[str, Any]) -> None:
        """Send to one channel, on the server's loop."""
        await self._on_loop(super().send(channel, message))

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        """Send to a group, on the server's loop."""
        await self._on_loop(super().group_send(group, message))


class DroppingChannelLayer(InMemoryChannelLayer):
    """For resilience tests: accepts every message and delivers none, as the layer's contract allows."""

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        """Drop the message."""


def poke(group: str, message: dict[str, Any]) -> None:
    """Tell a group's sockets that something is new. May be lost; sockets heal from the database within a heartbeat."""
    layer = get_channel_layer()
    if layer is not None:
        async_to_sync(layer.group_send)(group, message)


def person_of_session(session_key: str | None) -> Any:
    """Read a session and its person anew, as a page would; an AnonymousUser when the session has ended."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    return get_user(request)
