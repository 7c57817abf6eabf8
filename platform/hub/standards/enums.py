"""States of a standard, and how a thing can be tied to one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a standard stands for its readers; the stage code says it in the harmonised stages of ISO Guide 69."""

    DRAFT = "draft", pgettext_lazy("status of a standard", "Draft")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", pgettext_lazy("status of a standard", "Withdrawn")


STATUS_TONES = {Status.DRAFT: "warn", Status.IN_FORCE: "ok", Status.SUPERSEDED: "neutral", Status.WITHDRAWN: "neutral"}

# The stage a status stands for when nothing finer is known (ISO harmonised stage codes).
STAGE_OF_STATUS = {
    Status.DRAFT: "20.20",
    Status.IN_FORCE: "60.60",
    Status.SUPERSEDED: "95.99",
    Status.WITHDRAWN: "95.99",
}


class LinkRole(models.TextChoices):
    """What a thing is to a standard."""

    ESSENTIAL = "essential", _("essential")
    IMPLEMENTS = "implements", _("implements")
    NEEDS = "needs", _("needs")
    TEST_METHOD = "test_method", _("test method")
    BACKGROUND = "background", _("background")
