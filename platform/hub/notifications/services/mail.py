"""Mail: always through the outbox, never from inside a request's transaction."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from hub.outbox.services import enqueue


def send_mail(
    *, kind: str, to: str, language: str, subject: str, body: str, key: str, unsubscribe_url: str = ""
) -> None:
    """Write a mail into the running transaction. `key` names the occasion: the same key is one mail, however often it is tried."""
    payload = {"kind": kind, "to": to, "language": language, "subject": " ".join(subject.split()), "body": body}
    if unsubscribe_url:
        payload["unsubscribe_url"] = unsubscribe_url
    enqueue(kind="mail.send", payload=payload, key=f"mail:{key}", queue="mail")


def notify_by_mail(*, kind: str, user: object, template: str, context: dict[str, object], key: str) -> None:
    """Render `<template>.subject.txt` and `<template>.txt` in the reader's language and send them to that person.

    For mail that belongs to signing in and to the account itself; everything else is a notice: `notify`.
    """
    language = getattr(user, "language", "") or settings.LANGUAGE_CODE
    with translation.override(language):
        words = {**context, "reader": user, "base_url": settings.WAGTAILADMIN_BASE_URL}
        subject = render_to_string(f"{template}.subject.txt", words).strip()
        body = render_to_string(f"{template}.txt", words)
    send_mail(kind=kind, to=str(getattr(user, "email")), language=language, subject=subject, body=body, key=key)  # noqa: B009


def deliver(*, to: str, subject: str, body: str, language: str, message_id: str, unsubscribe_url: str = "") -> None:
    """Hand one mail to the mail server with a stable Message-ID, so that a repeat is recognised. Raises what the server raises.

    `unsubscribe_url` becomes the one-click header of RFC 8058.
    """
    headers = {
        "Message-ID": message_id,
        "Content-Language": "zh-Hans" if language.startswith("zh") else "en",
        "Auto-Submitted": "auto-generated",
    }
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    EmailMultiAlternatives(subject=subject, body=body, to=[to], headers=headers).send()
