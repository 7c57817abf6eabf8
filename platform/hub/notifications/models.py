"""What a person was told, and how they wish to be told."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from hub.common.ids import PublicIdField
from hub.notifications.enums import MailChoice


class Reader(models.Model):
    """Base of the person model: the number beside the inbox, kept in step by the services here, so that no page counts rows."""

    unread_notices = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class Notice(models.Model):
    """One thing that one person was told. It holds ids only: the words are made when it is read, from what may be seen then."""

    public_id = PublicIdField()
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    subject_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    data = models.JSONField(default=dict)
    key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    digest_due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(name="notice_inbox", fields=["reader", "-id"]),
            models.Index(name="notice_unread", fields=["reader", "-id"], condition=models.Q(read_at=None)),
            models.Index(
                name="notice_digest", fields=["digest_due_at"], condition=models.Q(digest_due_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class NoticePreference(models.Model):
    """How one person wants one kind by mail, where that differs from the kind's own default."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(max_length=60)
    mail = models.CharField(max_length=10, choices=MailChoice.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="noticepreference_once", fields=["reader", "kind"]),
            models.CheckConstraint(name="noticepreference_mail", condition=models.Q(mail__in=MailChoice.values)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.mail}"
