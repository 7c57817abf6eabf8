"""What the market of rights holds of a person: what they wrote for an organisation or as a reviewer. It stays with the
organisation's listings and enquiries.
"""

from __future__ import annotations

from typing import Any

from hub.accounts.own_data import PersonalData, register
from ip_transfer.models import Enquiry, ImportBatch, TransferListing, TransferReview, TransferVersion


def _technology(user: Any) -> dict[str, Any]:
    listings = TransferListing.objects.filter(acted_by=user).order_by("id")
    versions = TransferVersion.objects.filter(made_by=user).order_by("id")
    tables = ImportBatch.objects.filter(acted_by=user).order_by("id")
    return {
        "listings": list(listings.values("public_id", "title_en", "title_zh", "state", "created_at")),
        "versions": list(versions.values("listing__public_id", "number", "made_at")),
        "tables": list(tables.values("public_id", "file_name", "created_at")),
    }


def _enquiries(user: Any) -> list[Any]:
    rows = Enquiry.objects.filter(acted_by=user).order_by("id")
    return list(rows.values("public_id", "listing__public_id", "state", "note", "created_at"))


def _reviews(user: Any) -> list[Any]:
    rows = TransferReview.objects.filter(reviewer=user).order_by("id")
    scores = ("clarity", "evidence", "advantage", "standard")
    return list(rows.values("listing__public_id", *scores, "comment", "created_at"))


register(
    PersonalData(
        "technology",
        tuple(
            f"ip_transfer.{field}"
            for field in ("TransferListing.acted_by", "TransferVersion.made_by", "ImportBatch.acted_by")
        ),
        _technology,
    )
)
register(PersonalData("enquiries", ("ip_transfer.Enquiry.acted_by",), _enquiries))
register(PersonalData("reviews_of_technology", ("ip_transfer.TransferReview.reviewer",), _reviews))
