"""IP assets, what is offered of them, its review and its enquiries."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.common.ids import PublicIdField
from hub.common.money import CURRENCIES, Money
from hub.files.models import StoredFile
from hub.listings.models import Listing, ListingReview
from hub.messaging.models import Conversation
from hub.standards.models import StandardLink
from hub.workflow.models import StateField, Stateful
from ip_transfer.enums import ENQUIRY_TONES, AssetKind, EnquiryState, LegalStatus, Mode, PriceKind


class IPAsset(models.Model):
    """A piece of intellectual property of one organisation."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="ip_assets")
    kind = models.CharField(_("Kind of right"), max_length=15, choices=AssetKind.choices, default=AssetKind.INVENTION)
    office = models.CharField(
        _("Office"), max_length=2, blank=True, help_text=_("Two letters, such as CN, US, EP or WO.")
    )
    number = models.CharField(_("Publication or registration number"), max_length=40, blank=True)
    legal_status = models.CharField(
        _("Legal status"), max_length=15, choices=LegalStatus.choices, default=LegalStatus.GRANTED
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="ipasset_number_once", fields=["organisation", "number"], condition=~models.Q(number="")
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.public_id


class TransferListing(Listing):
    """An offer of an IP asset."""

    asset = models.ForeignKey(IPAsset, models.PROTECT, related_name="listings")
    mode = models.CharField(_("Offered as"), max_length=15, choices=Mode.choices, default=Mode.NON_EXCLUSIVE)
    price_kind = models.CharField(_("Price"), max_length=12, choices=PriceKind.choices, default=PriceKind.ON_REQUEST)
    price_minor = models.BigIntegerField(null=True, blank=True)
    price_currency = models.CharField(max_length=3, choices=[(c, c) for c in CURRENCIES], blank=True)
    datasheet = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Listing.Meta):
        constraints = [
            *Listing.Meta.constraints,
            models.CheckConstraint(
                name="transferlisting_price",
                condition=models.Q(price_kind=PriceKind.ON_REQUEST, price_minor=None, price_currency="")
                | models.Q(price_kind=PriceKind.POSTED, price_minor__gt=0) & ~models.Q(price_currency=""),
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the listing's page."""
        return reverse("ip-listing", args=[self.public_id])

    @property
    def price(self) -> Money | None:
        """The posted price, or None when it is on request."""
        return Money(self.price_minor, self.price_currency) if self.price_minor is not None else None


class TransferStandardLink(StandardLink):
    """A listing tied to a standard."""

    listing = models.ForeignKey(TransferListing, models.CASCADE, related_name="standard_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="transferlink_once", fields=["listing", "standard", "role", "clause"])
        ]


class TransferReview(ListingReview):
    """A reviewer's judgement of a listing in one round of review."""

    listing = models.ForeignKey(TransferListing, models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField(default=1)


class Enquiry(Stateful):
    """A question of one organisation about a listing; the talk itself is a conversation."""

    public_id = PublicIdField()
    listing = models.ForeignKey(TransferListing, models.PROTECT, related_name="enquiries")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="enquiries")
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    conversation = models.OneToOneField(Conversation, models.PROTECT, null=True, blank=True, related_name="+")
    state = StateField(max_length=10, choices=EnquiryState.choices, default=EnquiryState.NEW)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="enquiry_state", condition=models.Q(state__in=EnquiryState.values)),
            models.UniqueConstraint(
                name="enquiry_one_open",
                fields=["listing", "organisation"],
                condition=~models.Q(state=EnquiryState.CLOSED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} → {self.listing}"

    def get_absolute_url(self) -> str:
        """Return the address of the talk, which is the enquiry's page."""
        return reverse("conversation-detail", args=[self.conversation.public_id]) if self.conversation else ""

    @property
    def tone(self) -> str:
        """The tone of the state tag."""
        return ENQUIRY_TONES[EnquiryState(self.state)]
