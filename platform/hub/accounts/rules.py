"""Small questions about people and organisations, answered from what is at hand."""

from __future__ import annotations

from typing import Any


def is_person(user: Any) -> bool:
    """Whether somebody is signed in and may still act."""
    return bool(user and user.is_authenticated and user.is_active)
