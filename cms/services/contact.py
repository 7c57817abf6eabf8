"""Letters to the people of the directory, whose addresses nobody sees."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from cms.models import PersonPage
from hub.activity.services import record
from hub.common.actors import Actor
from hub.common.ids import new_public_id
from hub.notifications.services import send_mail


def write_to_person(*, actor: Actor, person: PersonPage, subject: str, text: str, now: datetime) -> None:
    """Send a letter by mail; the sender's name and address are in it, the text is kept nowhere else."""
    sender = actor.user
    if sender is None:
        raise ValueError("a letter has a sender")
    language = person.locale.language_code
    with translation.override(language), transaction.atomic():
        record(actor=actor, verb="person_page.written_to", subject=person, now=now)
        body = render_to_string("cms/mail/person_message.txt", {"sender": sender, "text": text})
        send_mail(
            kind="person_message",
            to=person.contact_email,
            language=language,
            subject=subject,
            body=body,
            key=f"person_message:{new_public_id()}",
        )
