"""Auditors keep the daily anchor of the activity log outside the Hub: it reaches them by mail."""

from __future__ import annotations

from datetime import datetime

from hub.accounts.enums import Role
from hub.accounts.queries.people import holders_of
from hub.activity.models import ActivityAnchor
from hub.notifications.services import notify


def tell_about_anchor(*, day: str, key: str, now: datetime) -> None:
    """Tell every auditor how far the chain of acts reached on a day (ISO date, UTC), each once."""
    anchor = ActivityAnchor.objects.get(day=day)
    for reader in holders_of(Role.AUDITOR):
        notify(kind="activity.anchor", reader=reader, subject=anchor, key=key, context={"anchor": anchor}, now=now)
