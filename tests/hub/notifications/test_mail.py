"""Mail: through the outbox, in the reader's language, once, and nothing of it in any log."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from hub.notifications.mail_spool import SpoolBackend, list_spooled
from hub.notifications.services import deliver, notify_by_mail, send_mail
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from tests.factories.accounts import make_user
from tests.factories.standards import make_listing

SECRET = "83WQ-7ZKP"


def a_mail(**more: Any) -> EmailMessage:
    headers = {"Message-ID": more.pop("message_id", "<one@hub>"), "Content-Language": "en"}
    return EmailMessage(**{"subject": "Hello", "body": "Words", "to": ["lin@example.org"], "headers": headers} | more)


def planned(**more: Any) -> None:
    values = {"kind": "test", "to": "lin@example.org", "language": "en", "subject": "Code", "body": SECRET, "key": "k"}
    with transaction.atomic():
        send_mail(**{**values, **more})


def test_the_same_message_spooled_twice_is_one_file(settings) -> None:
    backend = SpoolBackend()
    assert backend.send_messages([a_mail()]) == 1
    assert backend.send_messages([a_mail(), a_mail(message_id="<two@hub>")]) == 2
    assert len(list(Path(settings.HUB_MAIL_DIR).glob("*.eml"))) == 2


def test_the_spool_is_readable_by_its_owner_alone(settings) -> None:
    SpoolBackend().send_messages([a_mail()])
    assert Path(settings.HUB_MAIL_DIR).stat().st_mode & 0o777 == 0o700


def test_the_spool_reads_back_what_was_sent_in_any_script() -> None:
    SpoolBackend().send_messages([a_mail(subject="您的验证码", body="验证码：83WQ")])
    (found,) = list_spooled()
    assert (found.to, found.subject, found.body.strip()) == ("lin@example.org", "您的验证码", "验证码：83WQ")


def test_an_empty_spool_is_an_empty_list() -> None:
    assert list_spooled() == []


@pytest.mark.django_db
def test_a_mail_is_planned_and_leaves_when_the_outbox_is_drained() -> None:
    planned()
    assert mail.outbox == []
    assert drain("mail") == 1
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["lin@example.org"], "Code", SECRET)


@pytest.mark.django_db
def test_the_same_occasion_is_one_mail_and_its_message_id_is_stable() -> None:
    planned()
    planned(body="another wording")
    assert drain("mail") == 1
    (sent,) = mail.outbox
    assert sent.extra_headers["Message-ID"] == "<8be899804976a00e7cf23309adf3a3e1@hub>"


@pytest.mark.django_db
def test_the_payload_is_erased_once_the_mail_has_left() -> None:
    planned()
    assert OutboxMessage.objects.get().payload["body"] == SECRET
    drain("mail")
    assert OutboxMessage.objects.get().payload == {}


@pytest.mark.django_db
@pytest.mark.parametrize("subject", ["Hello\nBcc: spy@example.org", "Hello\r\nBcc: spy@example.org", "Hello\x0bBcc: x"])
def test_a_line_break_in_the_subject_is_a_space(subject: str) -> None:
    planned(subject=subject)
    drain("mail")
    (sent,) = mail.outbox
    assert "\n" not in sent.subject
    assert sent.recipients() == ["lin@example.org"]
    assert sent.message()["Bcc"] is None


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["lin@example.org\nBcc: spy@example.org", "lin@example.org\r\nX: y"])
def test_a_line_break_in_the_address_sends_nothing(to: str, settings) -> None:
    settings.EMAIL_BACKEND = "hub.notifications.mail_spool.SpoolBackend"
    planned(to=to)
    assert drain("mail") == 0
    assert list_spooled() == []
    assert OutboxMessage.objects.get().state == "pending"


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_a_mail_names_its_language(language: str, tag: str) -> None:
    deliver(to="lin@example.org", subject="x", body="y", language=language, message_id="<a@hub>")
    headers = mail.outbox[0].extra_headers
    assert (headers["Content-Language"], headers["Auto-Submitted"]) == (tag, "auto-generated")


@pytest.mark.django_db
def test_each_reader_is_written_to_in_their_own_language() -> None:
    listing = make_listing(title_zh="干法电极")
    for language in ("en", "zh-hans"):
        reader = make_user(language=language)
        notify_by_mail(
            kind="test",
            user=reader,
            template="ip_transfer/mail/submitted",
            context={"listing": listing},
            key=f"k:{language}",
        )
    drain("mail")
    english, chinese = mail.outbox
    assert english.subject == "For review: Dry electrode coating"
    assert "/en/desk/review/" in english.body
    assert chinese.subject != english.subject
    assert "For review" not in chinese.subject
    assert "/zh-hans/desk/review/" in chinese.body
    assert "It waits for a reviewer" not in chinese.body


@pytest.mark.django_db
def test_the_spool_page_shows_the_newest_mail(client, settings) -> None:
    settings.EMAIL_BACKEND = "hub.notifications.mail_spool.SpoolBackend"
    planned(subject="<b>Code</b>")
    drain("mail")
    answer = client.get("/dev/mail/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert SECRET in page
    assert "&lt;b&gt;Code&lt;/b&gt;" in page
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("off", ["HUB_DEMO", "HUB_MAIL_SPOOL"])
def test_the_spool_page_does_not_exist_elsewhere(client, settings, off: str) -> None:
    settings.EMAIL_BACKEND = "hub.notifications.mail_spool.SpoolBackend"
    planned()
    drain("mail")
    setattr(settings, off, False)
    answer = client.get("/dev/mail/")
    assert answer.status_code == 404
    assert SECRET not in answer.content.decode()


@pytest.mark.django_db
def test_codes_are_never_logged_not_even_when_sending_fails(settings, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    planned()
    assert drain("mail", now=timezone.now()) == 0
    row = OutboxMessage.objects.get()
    assert (row.state, row.attempts) == ("pending", 1)
    assert SECRET not in row.last_error
    assert caplog.messages != []
    assert SECRET not in caplog.text
