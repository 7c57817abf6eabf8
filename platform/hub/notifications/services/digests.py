"""One mail a day with everything that was asked for in that form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from hub.notifications.models import Notice
from hub.notifications.queries import worded
from hub.notifications.services.mail import send_mail
from hub.notifications.tokens import EVERYTHING_DAILY, unsubscribe_path

READERS_AT_ONCE = 200
MOST_LINES = 50


def send_digests(*, now: datetime) -> int:
    """Write the daily mails that are due and return how many; what was read meanwhile or is no longer visible is left out."""
    due = Notice.objects.filter(digest_due_at__lte=now)
    readers = list(due.order_by("reader").values_list("reader", flat=True).distinct()[:READERS_AT_ONCE])
    return sum(_send_digest(get_user_model().objects.get(pk=pk), now) for pk in readers)


def _send_digest(reader: Any, now: datetime) -> bool:
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=reader.pk)
        due = Notice.objects.filter(reader=reader, digest_due_at__lte=now)
        rows = list(due.order_by("id")[: MOST_LINES + 1])
        due.update(digest_due_at=None)
        with translation.override(reader.language):
            lines = [row.line for row in worded(reader, rows) if row.line and reader.is_active]
            if not lines:
                return False
            leave = f"{settings.WAGTAILADMIN_BASE_URL}{unsubscribe_path(reader.public_id, EVERYTHING_DAILY)}"
            words = {
                "lines": lines[:MOST_LINES],
                "more": len(lines) > MOST_LINES,
                "base_url": settings.WAGTAILADMIN_BASE_URL,
                "inbox_path": reverse("notices"),
                "leave_url": leave,
                "preferences_path": reverse("notice-preferences"),
            }
            count = len(lines)
            title = ngettext("%(count)s notice from ZSA Hub", "%(count)s notices from ZSA Hub", count)
            body = render_to_string("notifications/mail/digest.txt", words)
        send_mail(
            kind="notices.digest",
            to=reader.email,
            language=reader.language,
            subject=title % {"count": count},
            body=body,
            key=f"digest:{reader.public_id}:{rows[0].pk}",
            unsubscribe_url=leave,
        )
    return True
