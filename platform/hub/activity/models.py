"""What was done, by whom, to what: rows that are only ever added."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.common.ids import PublicIdField


class ActorKind(models.TextChoices):
    """Who can be the author of an act."""

    PERSON = "person", _("Person")
    CLOCK = "clock", _("Clock")
    SYSTEM = "system", _("System")


class Activity(models.Model):
    """One act. `data` holds ids and slugs only: a person can be erased without touching the log."""

    public_id = PublicIdField()
    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=10, choices=ActorKind.choices)
    actor_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    actor_organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    verb = models.CharField(max_length=60, db_index=True)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(name="activity_subject", fields=["subject_type", "subject_id"])]
        constraints = [
            models.CheckConstraint(
                name="activity_person_named",
                condition=~models.Q(actor_kind="person") | models.Q(actor_user__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.verb}"


class ActivitySeal(models.Model):
    """A link of the chain: the hash over the previous link and the act's digest. Written by the sealer alone."""

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="seal")
    seq = models.BigIntegerField(unique=True)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:12]}"


class SealLock(models.Model):
    """One row that a sealer locks, so that there is a single chain."""

    name = models.CharField(max_length=10, unique=True, default="chain")

    def __str__(self) -> str:
        return self.name
