"""A stored upload: never served by its path, always through the gate."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import Storage, storages
from django.db import models

from hub.common.ids import PublicIdField
from hub.files.enums import ScanState
from hub.files.scanning import is_configured
from hub.files.typing import FileKind


def private_storage() -> Storage:
    """The store for uploads; outside every folder that a web server shows."""
    return storages["private"]


class StoredFile(models.Model):
    """One file: its content is under a random name, its type was read from the content, its subject says who may open it.

    Where a scanner is configured nobody gets it before it was found clean.
    """

    public_id = PublicIdField()
    content = models.FileField(storage=private_storage, max_length=100)
    original_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64, db_index=True)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    scan_state = models.CharField(max_length=12, choices=ScanState.choices, default=ScanState.NOT_SCANNED)
    scan_found = models.CharField(max_length=100, blank=True, help_text="the scanner's name of what it found")
    subject_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    subject_id = models.BigIntegerField(null=True, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id")

    class Meta:
        indexes = [
            models.Index(name="file_subject", fields=["subject_type", "subject_id"]),
            models.Index(name="file_to_scan", fields=["id"], condition=models.Q(scan_state=ScanState.NOT_SCANNED)),
        ]
        constraints = [
            models.CheckConstraint(name="file_scan_state", condition=models.Q(scan_state__in=ScanState.values)),
        ]

    def __str__(self) -> str:
        return f"{self.original_name} ({self.public_id})"

    @property
    def is_released(self) -> bool:
        """Whether the content may leave: it was found clean, or nothing is scanned in this installation."""
        return self.scan_state == ScanState.CLEAN or (self.scan_state == ScanState.NOT_SCANNED and not is_configured())

    @property
    def kind_name(self) -> str:
        """What people call this kind of file, in the active language."""
        return FileKind(self.media_type).name

    @property
    def scan_shown(self) -> str:
        """What is said of the scan beside the file: its state, `pending` while it waits, nothing where nothing is scanned."""
        if self.scan_state == ScanState.NOT_SCANNED:
            return "" if self.is_released else str(ScanState.PENDING)
        return str(self.scan_state)
