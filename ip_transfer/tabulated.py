"""A listing as a row of a table, in the columns that the import reads."""

from __future__ import annotations

from typing import Any

from hub.standards.models import Standard
from ip_transfer.models import TransferListing
from ip_transfer.schema import CONFIDENTIAL_NAMES

_ASSET = ("kind", "number", "application_number", "office", "legal_status", "legal_status_at")
_ASSET_DAYS = ("filed_date", "granted_date", "expires_date")
_OFFER = (
    "title_zh", "title_en", "summary_zh", "summary_en", "trl", "trl_evidence", "mode", "price_kind", "price_currency",
    "field_of_use", "term_months", "valid_months",
)  # fmt: skip


def row_of(listing: TransferListing, confidential: bool) -> dict[str, str]:
    """Return the cells of a listing by column; the confidential ones only when asked for. Codes, not words: it can be read back."""
    asset, price = listing.asset, listing.price
    cells: dict[str, Any] = {name: getattr(asset, name) for name in (*_ASSET, *_ASSET_DAYS)}
    cells |= {name: getattr(listing, name) for name in _OFFER}
    cells |= {
        "key": listing.import_key or listing.public_id,
        "owners": "; ".join(f"{name}, {share:g} %" if share is not None else name for name, share in asset.owners),
        "encumbrances": "; ".join(asset.encumbrances),
        "ipc": ", ".join(asset.ipc),
        "price": price.low.amount if price.low else "",
        "price_max": price.high.amount if price.high else "",
        "royalty": price.royalty if price.royalty is not None else "",
        "same_terms": "yes" if listing.same_terms else "",
        "territory": ", ".join(listing.territory),
        "standards": "; ".join(_standard(k.standard, k.role, k.clause) for k in listing.standard_links.all()),
    }
    if confidential:
        kept = getattr(listing, "confidential", None)
        cells |= {name: getattr(kept, name) if kept else "" for name in CONFIDENTIAL_NAMES}
    return {name: "" if value is None else str(value) for name, value in cells.items()}


def _standard(standard: Standard, role: str, clause: str) -> str:
    return " | ".join(filter(None, (standard.number, role, clause)))
