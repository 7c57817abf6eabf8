"""A stored upload: never served by its path, always through the gate."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import Storage, storages
from django.db import models

from hub.common.ids import PublicIdField


def private_storage() -> Storage:
    """The store for uploads; outside every folder that a web server shows."""
    return storages["private"]


class StoredFile(models.Model):
    """One file: its content is under a random name, its type was read from the content, its subject says who may open it."""

    public_id = PublicIdField()
    content = models.FileField(storage=private_storage, max_length=100)
    original_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64, db_index=True)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    subject_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    subject_id = models.BigIntegerField(null=True, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id")

    class Meta:
        indexes = [models.Index(name="file_subject", fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.original_name} ({self.public_id})"
