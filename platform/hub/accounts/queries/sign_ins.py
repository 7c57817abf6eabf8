"""Where a person is signed in now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session

from hub.accounts.models import SignIn


def list_sign_ins(user: Any, now: datetime) -> list[SignIn]:
    """Return the sessions of a person that still hold, the latest seen first."""
    rows = SignIn.objects.filter(user=user, auth_hash=user.get_session_auth_hash()).order_by("-last_seen_at", "-id")
    alive = set(
        Session.objects.filter(session_key__in=rows.values("session_key"), expire_date__gt=now).values_list(
            "session_key", flat=True
        )
    )
    return [row for row in rows if row.session_key in alive]
