"""Begin and stop hearing of changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from hub.activity.services import record
from hub.common.actors import Actor
from hub.standards.models import Follow, Standard


def _key(standard: Standard | None, ics_code: str) -> dict[str, Any]:
    if (standard is None) == (not ics_code):
        raise ValueError("follow a standard or a code, one of them")
    return {"undated_slug": standard.undated_slug if standard else "", "ics_code": ics_code}


def follow(*, actor: Actor, now: datetime, standard: Standard | None = None, ics_code: str = "") -> Follow:
    """Follow all editions of a standard, or a code of the classification; twice is once. Act: follow.begun."""
    with transaction.atomic():
        row, made = Follow.objects.get_or_create(
            user=actor.someone, **_key(standard, ics_code), defaults={"standard": standard, "created_at": now}
        )
        if made:
            record(actor=actor, verb="follow.begun", subject=row, now=now)
    return row


def unfollow(*, actor: Actor, now: datetime, standard: Standard | None = None, ics_code: str = "") -> None:
    """Stop following; nothing happens when the person did not. Act: follow.ended."""
    with transaction.atomic():
        row = Follow.objects.select_for_update().filter(user=actor.someone, **_key(standard, ics_code)).first()
        if row:
            record(actor=actor, verb="follow.ended", subject=row, now=now)
            row.delete()
