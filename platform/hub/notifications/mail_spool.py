"""Where mail goes when no mail server is configured: one file each in HUB_VAR/mail, read at /dev/mail/."""

from __future__ import annotations

import email
import email.policy
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class SpoolBackend(BaseEmailBackend):
    """Write each message to a file named after its Message-ID: sending it twice leaves one."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Spool the messages and return how many there were."""
        folder = Path(settings.HUB_MAIL_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            raw = message.message()
            name = hashlib.sha256(str(raw["Message-ID"]).encode()).hexdigest()[:32]
            (folder / f"{name}.eml").write_bytes(raw.as_bytes())
        return len(email_messages)


@dataclass(frozen=True)
class SpooledMail:
    """A mail as the reading page shows it."""

    to: str
    subject: str
    body: str
    language: str
    at: datetime


def list_spooled(limit: int = 50) -> list[SpooledMail]:
    """Return the newest spooled mails, newest first."""
    folder = Path(settings.HUB_MAIL_DIR)
    files = sorted(folder.glob("*.eml"), key=lambda f: f.stat().st_mtime_ns, reverse=True) if folder.exists() else []
    return list(_read(files[:limit]))


def _read(files: Iterable[Path]) -> Iterable[SpooledMail]:
    for file in files:
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        part = message.get_body(("plain",))
        body = part.get_content() if part else ""
        at = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
        yield SpooledMail(
            str(message["To"]), str(message["Subject"]), body, str(message["Content-Language"] or "en"), at
        )
