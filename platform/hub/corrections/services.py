"""Report a wrong fact; tell the reporter what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from hub.accounts.models import User
from hub.activity.services import record
from hub.common.actors import Actor
from hub.corrections.models import Correction
from hub.notifications.services import notify


def report_wrong_fact(*, actor: Actor, subject: Any, fact: str, source: str, now: datetime) -> Correction:
    """Keep a reader's report about something public. The same words about the same thing, still open, are one report.

    Raises ValueError when nobody in particular reports.
    """
    with transaction.atomic():
        reporter = User.objects.select_for_update().get(pk=actor.someone.pk)
        mine = Correction.objects.filter(reported_by=reporter, fact=fact, state="open", subject_id=subject.pk)
        for known in mine.prefetch_related("subject"):
            if known.subject == subject:
                return known
        correction = Correction.objects.create(
            subject=subject, fact=fact, source=source, reported_by=reporter, created_at=now
        )
        record(actor=actor, verb="correction.reported", subject=correction, now=now)
    return correction


def tell_reporter(*, public_id: str, key: str, now: datetime) -> None:
    """Tell the reporter how their report was decided."""
    with transaction.atomic():
        correction = Correction.objects.select_related("reported_by").get(public_id=public_id)
        notify(
            kind="correction.decided",
            reader=correction.reported_by,
            subject=correction,
            key=key,
            now=now,
            context={"correction": correction},
        )
