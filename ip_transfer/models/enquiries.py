"""A question about a listing; the talk itself is a conversation."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.common.ids import PublicIdField
from hub.messaging.models import Conversation
from hub.workflow.models import StateField, Stateful
from ip_transfer.enums import ENQUIRY_TONES, OPEN_ENQUIRIES, CloseReason, EnquiryState, Reason
from ip_transfer.models.listings import TransferListing

ANSWER_WITHIN = timedelta(days=7)
ADVISER_AFTER = timedelta(days=10)
ALL_REASONS = [*Reason.choices, *CloseReason.choices]


class Enquiry(Stateful):
    """A question of one organisation about a listing.

    `masked` says that the buyer came without a name; the conversation's participant knows whether it still has none.
    `details_open_at` is set while the owner lets this buyer read the confidential layer.
    """

    public_id = PublicIdField()
    listing = models.ForeignKey(TransferListing, models.PROTECT, related_name="enquiries")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="enquiries")
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    conversation = models.OneToOneField(Conversation, models.PROTECT, null=True, blank=True, related_name="+")
    state = StateField(max_length=10, choices=EnquiryState.choices, default=EnquiryState.NEW)
    masked = models.BooleanField(default=False)
    reason = models.CharField(_("Reason"), max_length=20, choices=ALL_REASONS, blank=True)
    note = models.CharField(_("Note to the other side"), max_length=500, blank=True)
    ended_by = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    qualified_at = models.DateTimeField(null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True)
    details_open_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="enquiry_state", condition=models.Q(state__in=EnquiryState.values)),
            models.UniqueConstraint(
                name="enquiry_one_open",
                fields=["listing", "organisation"],
                condition=models.Q(state__in=OPEN_ENQUIRIES),
            ),
        ]
        indexes = [models.Index(name="enquiry_waiting", fields=["state", "created_at"])]

    def __str__(self) -> str:
        return f"enquiry {self.public_id}"

    def get_absolute_url(self) -> str:
        """The conversation, where an enquiry lives."""
        return reverse("conversation-detail", args=[self.conversation.public_id]) if self.conversation else ""

    @property
    def tone(self) -> str:
        """The tone of the state tag."""
        return ENQUIRY_TONES[EnquiryState(self.state)]

    @property
    def is_open(self) -> bool:
        """Whether it may still lead somewhere."""
        return self.state in OPEN_ENQUIRIES

    @property
    def answer_due_at(self) -> datetime:
        """When the owner is reminded to answer."""
        return self.created_at + ANSWER_WITHIN

    @property
    def is_nameless(self) -> bool:
        """Whether the buyer has not shown its name."""
        return self.masked and self.revealed_at is None
