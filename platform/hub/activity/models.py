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
    """One act. `about_user` is the person whose data it touched, if any.

    `data` holds ids and slugs. The chain vouches for `data_digest`, not for the data itself, so that what it holds about
    a person can be erased (with the `salt`, without which a digest of few possibilities could be guessed) and the chain
    stays whole.
    """

    public_id = PublicIdField()
    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=10, choices=ActorKind.choices)
    actor_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    actor_organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    about_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    verb = models.CharField(max_length=60, db_index=True)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    data = models.JSONField(default=dict)
    salt = models.CharField(max_length=32, blank=True)
    data_digest = models.CharField(max_length=64)
    erased = models.BooleanField(default=False)

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


class ActivityAnchor(models.Model):
    """How far the chain reached on a day; the same line goes into a file outside the database. A tail cut off shows."""

    day = models.DateField(unique=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.seq} {self.hash}"


class SealLock(models.Model):
    """One row that a sealer locks, so that there is a single chain. It remembers below which id every act has its seal.

    Ids are given before commit, so an act may appear below ids that are sealed already. `low_water` therefore follows
    with a delay: it becomes the highest sealed id of `marked_at` (`mark`) ten minutes later. Whatever a transaction
    longer than that brings is found by the full look that is taken each hour (`looked_at`).
    """

    name = models.CharField(max_length=10, unique=True, default="chain")
    low_water = models.BigIntegerField(default=0)
    mark = models.BigIntegerField(default=0)
    marked_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
