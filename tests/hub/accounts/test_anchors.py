"""Auditors receive the day's anchor of the activity log, so that it lies outside the Hub: once a day, as they chose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction

from hub.accounts.enums import Role
from hub.activity.models import ActivityAnchor
from hub.activity.sealing import anchor_chain, seal_pending
from hub.activity.services import record
from hub.common.actors import Actor
from hub.notifications.enums import MailChoice
from hub.notifications.services import choose_mail
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LATE = NOON + timedelta(days=10_000)


@pytest.fixture(autouse=True)
def _anchor_file(settings, tmp_path: Path) -> None:
    settings.HUB_ANCHOR_FILE = tmp_path / "anchors.log"


def anchored(now: datetime = NOON) -> list[mail.EmailMessage]:
    """Seal what was done, anchor the chain, and return the mails of that."""
    with transaction.atomic():
        record(actor=Actor.system(), verb="log.exported", subject=make_user(), now=now)
    seal_pending(now=now)
    drain(now=LATE)
    mail.outbox.clear()
    anchor_chain(now=now)
    drain(now=LATE)
    return list(mail.outbox)


def test_each_auditor_gets_the_days_anchor_once() -> None:
    auditors = [make_user(roles=(Role.AUDITOR,), language=language) for language in ("en", "zh-hans")]
    make_user(roles=(Role.EDITOR,))
    sent = anchored()
    assert sorted(to for m in sent for to in m.to) == sorted(person.email for person in auditors)
    OutboxMessage.objects.filter(kind="activity.anchored").update(state="pending")
    anchor_chain(now=NOON + timedelta(hours=3))
    drain(now=LATE)
    assert len(mail.outbox) == 2
    assert len(anchored(NOON + timedelta(days=1))) == 2


def test_the_mail_holds_what_the_command_takes() -> None:
    make_user(roles=(Role.AUDITOR,), language="en")
    (sent,) = anchored()
    anchor = ActivityAnchor.objects.get()
    assert sent.subject == f"Anchor of the activity log of 2026-11-20: link {anchor.seq}"
    assert str(anchor) in sent.body
    expected = f"{anchor.seq}:{anchor.hash}"
    assert f"manage.py verify_activity --expect {expected}" in sent.body
    call_command("verify_activity", expect=[expected])


def test_an_auditor_may_switch_it_off() -> None:
    auditor = make_user(roles=(Role.AUDITOR,))
    choose_mail(reader=auditor, choices={"activity.anchor": MailChoice.OFF})
    assert anchored() == []
