"""Addresses that work without signing in: whoever holds one may stop one kind of mail of one person, and nothing else."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

SALT = "hub.notifications.unsubscribe"
EVERYTHING_DAILY = "*daily"  # stands for all kinds that a person gets once a day


def unsubscribe_path(public_id: str, kind: str) -> str:
    """Return the path that stops mail of a kind for a person; it does not expire, as mails do not."""
    return reverse("notice-unsubscribe", args=[signing.dumps([public_id, kind], salt=SALT)])


def read_token(token: str) -> tuple[str, str] | None:
    """Return person and kind of a token, or None when it is not one of ours."""
    try:
        public_id, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(public_id), str(kind)
