"""What the virus scanner says of a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ScanState(models.TextChoices):
    """Whether a file was looked at by a virus scanner, and what came of it."""

    NOT_SCANNED = "not-scanned", _("Not scanned for viruses")
    PENDING = "pending", _("Being checked for viruses")
    CLEAN = "clean", pgettext_lazy("virus scan", "No virus found")
    REFUSED = "refused", _("Refused: a virus was found")
