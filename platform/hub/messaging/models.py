"""Conversations between organisations about a subject. The database is the truth; sockets only say "look"."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from hub.common.ids import PublicIdField
from hub.messaging.enums import EventKind


class Conversation(models.Model):
    """An exchange about a subject (a listing, an enquiry …). `last_seq` is the number of its newest event."""

    public_id = PublicIdField()
    subject_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    subject_id = models.BigIntegerField(null=True, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    opened_by = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    opening_uuid = models.UUIDField(help_text="the client's id of the act of opening: repeating it opens nothing new")
    last_seq = models.PositiveBigIntegerField(default=0)
    last_event_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="conversation_opened_once", fields=["opened_by", "opening_uuid"]),
            models.CheckConstraint(
                name="conversation_subject_whole",
                condition=models.Q(subject_type__isnull=True, subject_id__isnull=True)
                | models.Q(subject_type__isnull=False, subject_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="conversation_subject", fields=["subject_type", "subject_id"]),
            models.Index(name="conversation_newest", fields=["-last_event_at", "-id"]),
        ]

    def __str__(self) -> str:
        return self.public_id


class Participant(models.Model):
    """An organisation in a conversation; when `person` is set, that member alone reads and writes for it.

    While `alias_until_reveal`, a short code, is set, the others see it instead of every name of the organisation and its people.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="participants")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    alias_until_reveal = models.CharField(max_length=80, blank=True)
    last_read_seq = models.PositiveBigIntegerField(default=0)
    last_read_at = models.DateTimeField(null=True, blank=True)
    mail_due_at = models.DateTimeField(
        null=True, blank=True, help_text="when the last mail was, or the next one is, due"
    )

    class Meta:
        constraints = [models.UniqueConstraint(name="participant_once", fields=["conversation", "organisation"])]

    def __str__(self) -> str:
        return f"{self.conversation_id}: {self.organisation_id}"


class ConversationEvent(models.Model):
    """What happened, in one total order per conversation. Rows are added and never changed (triggers hold it)."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="events")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=EventKind.choices)
    sender = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    body = models.TextField()
    lang = models.CharField(max_length=10, help_text="BCP 47 tag of the text, read from its script")
    client_uuid = models.UUIDField(help_text="the client's id of this message: sending it again adds nothing")
    created_at = models.DateTimeField()

    # Set on the object that `send_message` returns when the message had been sent before.
    is_replay: bool = False

    class Meta:
        constraints = [
            models.UniqueConstraint(name="conversationevent_order", fields=["conversation", "seq"]),
            models.UniqueConstraint(name="conversationevent_once", fields=["conversation", "sender", "client_uuid"]),
            models.CheckConstraint(name="conversationevent_kind", condition=models.Q(kind__in=EventKind.values)),
            models.CheckConstraint(name="conversationevent_seq", condition=models.Q(seq__gte=1)),
            models.CheckConstraint(name="conversationevent_body", condition=~models.Q(body="")),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} #{self.seq}"
