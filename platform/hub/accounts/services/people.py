"""Verbs on one's own person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hub.activity.services import record
from hub.common.actors import Actor


def note_copy_taken(*, actor: Actor, now: datetime) -> None:
    """Record that a person took a copy of their data along."""
    with transaction.atomic():
        record(actor=actor, verb="person.copy_taken", subject=actor.someone, now=now)
