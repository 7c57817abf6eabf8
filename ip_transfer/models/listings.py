"""What is offered of an asset: its two layers, standards, reviews and versions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.common.money import CURRENCIES
from hub.files.models import StoredFile
from hub.listings.models import Listing, ListingReview, ListingVersion
from hub.standards.models import StandardLink, link_constraint
from ip_transfer.enums import Mode, PriceKind
from ip_transfer.models.assets import IPAsset
from ip_transfer.price import Price

_PRICE_CHECK = (
    Q(price_kind="on_request", price_minor=None, price_max_minor=None, royalty_bp=None, price_currency="")
    | Q(price_kind="posted", price_minor__gt=0, price_max_minor=None, royalty_bp=None) & ~Q(price_currency="")
    | Q(price_kind="range", price_minor__gt=0, price_max_minor__gt=F("price_minor"), royalty_bp=None)
    & ~Q(price_currency="")
    | Q(price_kind="royalty", royalty_bp__gte=1, royalty_bp__lte=10_000, price_max_minor=None)
    & (Q(price_minor=None, price_currency="") | Q(price_minor__gt=0) & ~Q(price_currency=""))
)


class TransferListing(Listing):
    """An offer of an IP asset. Everything here is its public layer; `TransferConfidential` holds the other one.

    Amounts are in minor units of the currency; `royalty_bp` counts hundredths of a percent; a minimum royalty is a year's.
    """

    asset = models.ForeignKey(IPAsset, models.PROTECT, related_name="listings")
    mode = models.CharField(_("Offered as"), max_length=15, choices=Mode.choices, default=Mode.NON_EXCLUSIVE)
    price_kind = models.CharField(_("Price"), max_length=12, choices=PriceKind.choices, default=PriceKind.ON_REQUEST)
    price_minor = models.BigIntegerField(null=True, blank=True)
    price_max_minor = models.BigIntegerField(null=True, blank=True)
    price_currency = models.CharField(max_length=3, choices=[(c, c) for c in CURRENCIES], blank=True)
    royalty_bp = models.PositiveIntegerField(null=True, blank=True)
    same_terms = models.BooleanField(_("The same terms for everybody"), default=False)
    field_of_use = models.CharField(_("Field of use"), max_length=200, blank=True)
    territory = models.JSONField(_("Territory"), default=list, blank=True, help_text="ISO 3166 codes; empty: worldwide")
    term_months = models.PositiveSmallIntegerField(_("Term"), null=True, blank=True)
    datasheet = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    import_key = models.CharField(max_length=80, blank=True)

    class Meta(Listing.Meta):
        constraints = [
            *Listing.Meta.constraints,
            models.CheckConstraint(name="transferlisting_price", condition=_PRICE_CHECK),
            models.CheckConstraint(
                name="transferlisting_open_licence",
                condition=~Q(mode="open_licence") | Q(price_kind="posted", same_terms=True),
            ),
            models.UniqueConstraint(
                name="transferlisting_import_once",
                fields=["organisation", "import_key"],
                condition=~Q(import_key="") & Q(revises=None),
            ),
        ]

    def get_absolute_url(self) -> str:
        """The listing's page; a revision's is its own."""
        return reverse("ip-listing", args=[self.public_id])

    @property
    def price(self) -> Price:
        """The price in its kind, printable."""
        return Price(self.price_kind, self.price_minor, self.price_max_minor, self.price_currency, self.royalty_bp)

    @property
    def price_kept(self) -> list[Any]:
        """The price as a version keeps it."""
        return list(self.price)

    @property
    def datasheet_kept(self) -> list[str] | None:
        """The data sheet as a version keeps it."""
        return [self.datasheet.public_id, self.datasheet.original_name] if self.datasheet else None

    @property
    def standards_kept(self) -> list[list[str]]:
        """The standards as a version keeps them: number, role, clause."""
        links = self.standard_links.select_related("standard").order_by("standard__number", "role", "clause")
        return [[k.standard.number, k.role, k.clause] for k in links]


class TransferConfidential(models.Model):
    """The confidential layer of a listing, in a table of its own: only `queries.confidential` opens it."""

    listing = models.OneToOneField(TransferListing, models.CASCADE, related_name="confidential")
    details = models.TextField(_("Technical details"), max_length=6000, blank=True)
    unpublished_number = models.CharField(_("Unpublished application"), max_length=40, blank=True)
    negotiation = models.TextField(_("What you would accept"), max_length=2000, blank=True)

    def __str__(self) -> str:
        return f"confidential part of {self.listing_id}"


class TransferStandardLink(StandardLink):
    """A listing tied to a standard."""

    listing = models.ForeignKey(TransferListing, models.CASCADE, related_name="standard_links")

    class Meta:
        constraints = [link_constraint("transferlink_once", "listing")]


class TransferReview(ListingReview):
    """A reviewer's judgement of a listing; `round` counts all judgements of it, from 1."""

    listing = models.ForeignKey(TransferListing, models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField(default=1)


class TransferVersion(ListingVersion):
    """What a listing's fields held from one save to the next."""

    listing = models.ForeignKey(TransferListing, models.PROTECT, related_name="versions")

    class Meta:
        constraints = [models.UniqueConstraint(name="transferversion_once", fields=["listing", "number"])]
