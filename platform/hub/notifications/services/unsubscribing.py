"""A kind of mail is stopped from within a mail, without signing in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model

from hub.notifications.enums import MailChoice
from hub.notifications.kinds import NoticeKind, kinds
from hub.notifications.queries import mail_choices
from hub.notifications.services.notices import choose_mail
from hub.notifications.tokens import EVERYTHING_DAILY, read_token


def kinds_of_token(token: str) -> list[NoticeKind] | None:
    """Return the kinds that the address stops (none are left when it was used before), or None when it is not ours."""
    found = _read(token)
    return None if found is None else found[1]


def unsubscribe(*, token: str) -> None:
    """Stop the mails of the token; doing it twice changes nothing."""
    found = _read(token)
    if found is not None:
        reader, stopped = found
        choose_mail(reader=reader, choices={kind.slug: MailChoice.OFF for kind in stopped})


def _read(token: str) -> tuple[Any, list[NoticeKind]] | None:
    parts = read_token(token)
    reader = get_user_model().objects.filter(public_id=parts[0], is_active=True).first() if parts else None
    if parts is None or reader is None:
        return None
    if parts[1] == EVERYTHING_DAILY:
        own = mail_choices(reader)
        return reader, [k for k in kinds if k.optional and own.get(k.slug, k.mail) == MailChoice.DAILY]
    kind = kinds.find(parts[1])
    return (reader, [kind]) if kind and kind.optional else None
