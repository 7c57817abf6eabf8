"""People are told; what they read is marked; how they wish to be told is kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from hub.notifications.enums import MailChoice
from hub.notifications.kinds import NoticeKind, kinds
from hub.notifications.live import group_of
from hub.notifications.models import Notice, NoticePreference
from hub.notifications.queries import list_notices, mail_choice
from hub.notifications.services.mail import send_mail
from hub.notifications.tokens import unsubscribe_path
from hub.outbox.holding import is_holding
from hub.outbox.services import enqueue
from hub.vocabularies.time_zones import zone_of

DIGEST_HOUR = 7  # o'clock, in the reader's own time zone


def notify(
    *,
    kind: NoticeKind | str,
    reader: Any,
    subject: models.Model,
    key: str,
    now: datetime,
    data: dict[str, Any] | None = None,
    context: dict[str, Any] | None = None,
) -> None:
    """Tell one person, inside the transaction of the cause: a row in the inbox, the badge, and mail as they chose.

    `key` names the occasion; the same key tells the same person once. `data` (ids and slugs only) is kept with the
    notice for its line, `context` is what the mail's template needs besides `reader` and `base_url`.
    Raises LookupError for a kind nobody declared and RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("notify() belongs inside the transaction of its cause")
    if is_holding():
        raise RuntimeError("this act can still be undone: tell people from an effect of the mail queue, which waits")
    known = kinds.get(kind if isinstance(kind, str) else kind.slug)
    if not reader.is_active:
        return
    choice = mail_choice(reader, known)
    values = {
        "reader": reader,
        "kind": known.slug,
        "subject_type": ContentType.objects.get_for_model(subject),
        "subject_id": subject.pk,
        "data": data or {},
        "created_at": now,
        "digest_due_at": next_digest(now, reader.timezone) if choice == MailChoice.DAILY else None,
    }
    notice = Notice(key=f"{key}:{reader.public_id}", **values)
    if known.inbox and not _stored(notice.key, values):
        return
    if choice == MailChoice.NOW or (choice == MailChoice.DAILY and not known.inbox):
        _mail(known, notice, subject, context or {})


def _stored(key: str, values: dict[str, Any]) -> bool:
    """Store the notice and count it; return whether it is new."""
    notice, new = Notice.objects.get_or_create(key=key, defaults=values)
    if new:
        get_user_model().objects.filter(pk=notice.reader_id).update(unread_notices=F("unread_notices") + 1)
        poke_person(values["reader"])
    return new


def _mail(kind: NoticeKind, notice: Notice, subject: models.Model, context: dict[str, Any]) -> None:
    reader = notice.reader
    with translation.override(reader.language):
        leave = f"{settings.WAGTAILADMIN_BASE_URL}{unsubscribe_path(reader.public_id, kind.slug)}"
        words = {
            "reader": reader,
            "base_url": settings.WAGTAILADMIN_BASE_URL,
            "kind": kind,
            "leave_url": leave if kind.optional else "",
            "preferences_path": reverse("notice-preferences"),
            **context,
        }
        if kind.template:
            title = render_to_string(f"{kind.template}.subject.txt", words).strip()
            words["body"] = render_to_string(f"{kind.template}.txt", words).strip()
        else:
            line = kind.line(subject, notice.data)
            title, words["body"] = line.text, f"{line.text}\n\n{settings.WAGTAILADMIN_BASE_URL}{line.url}"
        body = render_to_string("notifications/mail/notice.txt", words)
    send_mail(
        kind=kind.slug,
        to=reader.email,
        language=reader.language,
        subject=title,
        body=body,
        key=notice.key,
        unsubscribe_url=leave if kind.optional else "",
    )


def next_digest(now: datetime, zone: str, weekday: int | None = None) -> datetime:
    """Return the next moment at which it is seven in the morning for somebody in a time zone (IANA name), of that day of the
    week (0 is Monday) where one is given.
    """
    there = now.astimezone(zone_of(zone))
    due = there.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    due = due if due > there else due + timedelta(days=1)
    return due if weekday is None else due + timedelta(days=(weekday - due.weekday()) % 7)


def poke_person(reader: Any) -> None:
    """Tell a person's open pages to look at the database again (badge, session), after the running transaction."""
    message = {"type": "person.poke"}
    payload = {"group": group_of(reader.public_id), "message": message}
    enqueue(kind="realtime.poke", payload=payload, key=f"person:{secrets.token_hex(12)}", queue="realtime")


def mark_read(*, reader: Any, public_ids: list[str], now: datetime) -> int:
    """Mark some of a person's notices as read and return how many were not before; those of others stay untouched."""
    with transaction.atomic():
        return _mark(reader, list_notices(reader, unread=True).filter(public_id__in=public_ids), now)


def mark_all_read(*, reader: Any, now: datetime, kind: str = "") -> int:
    """Mark all of a person's notices (of one kind, where given) as read and return how many there were."""
    with transaction.atomic():
        return _mark(reader, list_notices(reader, kind=kind, unread=True), now)


def _mark(reader: Any, notices: models.QuerySet[Notice], now: datetime) -> int:
    people = get_user_model().objects
    people.select_for_update().filter(pk=reader.pk).first()  # counter and rows change together, one reader at a time
    count = notices.update(read_at=now, digest_due_at=None)
    if count:
        people.filter(pk=reader.pk).update(unread_notices=F("unread_notices") - count)
        reader.refresh_from_db(fields=["unread_notices"])
        poke_person(reader)
    return count


def choose_mail(*, reader: Any, choices: dict[str, MailChoice]) -> None:
    """Keep when a person wants which kinds by mail. Kinds that cannot be switched off are left out.

    Raises LookupError for a kind nobody declared.
    """
    with transaction.atomic():
        for slug, choice in choices.items():
            if not kinds.get(slug).optional:
                continue
            NoticePreference.objects.update_or_create(reader=reader, kind=slug, defaults={"mail": choice})
            if choice == MailChoice.OFF:
                Notice.objects.filter(reader=reader, kind=slug).update(digest_due_at=None)
