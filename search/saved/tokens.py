"""Addresses in mails that work without signing in: whoever holds one may silence one saved search, and nothing else."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

SALT = "search.saved.stop"


def stop_path(public_id: str) -> str:
    """Return the path that silences a saved search; it does not expire, as mails do not."""
    return reverse("search:saved-stop", args=[signing.dumps(public_id, salt=SALT)])


def read_token(token: str) -> str | None:
    """Return the public identifier in a token, or None when it is not one of ours."""
    try:
        found = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return found if isinstance(found, str) else None
