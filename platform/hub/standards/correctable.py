"""Readers report wrong facts about standards."""

from typing import Any

from hub.corrections.subjects import Correctable, register
from hub.standards.models import Standard
from hub.standards.queries import visible_to


def _find(user: Any, slug: str) -> Standard | None:
    return visible_to(user).filter(slug=slug).first()


register(Correctable("standard", _find))
