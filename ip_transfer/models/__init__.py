"""IP assets, what is offered of them, its review and versions, its enquiries and imports."""

from ip_transfer.models.assets import IPAsset
from ip_transfer.models.enquiries import Enquiry
from ip_transfer.models.imports import ImportBatch
from ip_transfer.models.listings import (
    TransferConfidential,
    TransferListing,
    TransferReview,
    TransferStandardLink,
    TransferVersion,
)

__all__ = [
    "Enquiry",
    "IPAsset",
    "ImportBatch",
    "TransferConfidential",
    "TransferListing",
    "TransferReview",
    "TransferStandardLink",
    "TransferVersion",
]
