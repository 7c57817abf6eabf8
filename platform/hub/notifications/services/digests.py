"""One mail a day with everything that was asked for in that form."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from hub.notifications.kinds import Line
from hub.notifications.models import Notice
from hub.notifications.queries import worded
from hub.notifications.services.mail import send_mail
from hub.notifications.tokens import EVERYTHING_DAILY, unsubscribe_path

log = logging.getLogger(__name__)

READERS_AT_ONCE = 200
AGAIN_AFTER = timedelta(hours=1)
MOST_LINES = 50


def send_digests(*, now: datetime) -> int:
    """Write the daily mails that are due and return how many; what was read meanwhile or is no longer visible is left out.
    A mail that cannot be written stops no other and is tried again an hour later.
    """
    due = Notice.objects.filter(digest_due_at__lte=now)
    readers = list(due.order_by("reader").values_list("reader", flat=True).distinct()[:READERS_AT_ONCE])
    return sum(_try_digest(pk, now) for pk in readers)


def _try_digest(reader_id: int, now: datetime) -> bool:
    try:
        return _send_digest(reader_id, now)
    except Exception:
        log.exception("the daily mail of person %s could not be written", reader_id)
        Notice.objects.filter(reader_id=reader_id, digest_due_at__lte=now).update(digest_due_at=now + AGAIN_AFTER)
        return False


def _send_digest(reader_id: int, now: datetime) -> bool:
    with transaction.atomic():
        reader = get_user_model().objects.select_for_update().get(pk=reader_id)
        due = Notice.objects.filter(reader=reader, digest_due_at__lte=now)
        rows = list(due.order_by("id"))
        due.update(digest_due_at=None)
        with translation.override(reader.language):
            lines = [row.line for row in worded(reader, rows) if row.line and reader.is_active]
            if not lines:
                return False
            leave = f"{settings.WAGTAILADMIN_BASE_URL}{unsubscribe_path(reader.public_id, EVERYTHING_DAILY)}"
            title = ngettext("%(count)s notice from ZSA Hub", "%(count)s notices from ZSA Hub", len(lines))
            body = render_to_string("notifications/mail/digest.txt", _words(lines, leave))
        send_mail(
            kind="notices.digest",
            to=reader.email,
            language=reader.language,
            subject=title % {"count": len(lines)},
            body=body,
            key=f"digest:{reader.public_id}:{rows[0].pk}",
            unsubscribe_url=leave,
        )
    return True


def _words(lines: list[Line], leave_url: str) -> dict[str, Any]:
    return {
        "lines": lines[:MOST_LINES],
        "more": len(lines) > MOST_LINES,
        "base_url": settings.WAGTAILADMIN_BASE_URL,
        "inbox_path": reverse("notices"),
        "leave_url": leave_url,
        "preferences_path": reverse("notice-preferences"),
    }
