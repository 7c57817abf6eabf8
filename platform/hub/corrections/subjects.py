"""What readers can report on: upper apps say so in `correctable.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from hub.common.registry import Registry

Finder = Callable[[Any, str], models.Model | None]


@dataclass(frozen=True)
class Correctable:
    """A kind of public thing: its word in addresses, and how one is found by (reader, key) if they may see it."""

    slug: str
    find: Finder


_kinds: Registry[Correctable] = Registry("things that readers can report on")


def register(kind: Correctable) -> Correctable:
    """Let readers report wrong facts about a kind of thing."""
    return _kinds.add(kind.slug, kind)


def find_subject(user: Any, slug: str, key: str) -> Any | None:
    """Return the thing that is meant when the reader may see it, else None."""
    kind = _kinds.find(slug)
    return kind.find(user, key) if kind else None
