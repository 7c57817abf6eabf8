"""A reader's report that a published fact is wrong."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.common.ids import PublicIdField
from hub.corrections.enums import TONES, CorrectionState, DeclineReason
from hub.workflow.models import StateField, Stateful


class Correction(Stateful):
    """What somebody says is wrong about something public, and what came of it."""

    public_id = PublicIdField()
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    fact = models.TextField(_("What is wrong, and what is right"), max_length=1000)
    source = models.URLField(_("Where it can be seen"), max_length=500, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("Reason"), max_length=12, choices=DeclineReason.choices, blank=True)
    answer = models.TextField(_("Answer"), max_length=1000, blank=True)
    state = StateField(max_length=10, choices=CorrectionState.choices, default=CorrectionState.OPEN)

    class Meta:
        constraints = [
            models.CheckConstraint(name="correction_state", condition=models.Q(state__in=CorrectionState.values)),
            models.CheckConstraint(
                name="correction_declined_why",
                condition=~models.Q(state=CorrectionState.DECLINED) | ~models.Q(reason=""),
            ),
        ]
        indexes = [models.Index(name="correction_state", fields=["state", "state_since"])]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """Return the address of the report's page."""
        return reverse("correction-detail", args=[self.public_id])

    @property
    def tone(self) -> str:
        """The tone of the state tag."""
        return TONES[CorrectionState(self.state)]
