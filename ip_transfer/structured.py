"""A published listing as schema.org describes products and offers."""

from __future__ import annotations

from typing import Any

from hub.common.bilingual import pick
from ip_transfer.models import TransferListing

_BUSINESS = {"assignment": "https://purl.org/goodrelations/v1#Sell"}


def product_of(listing: TransferListing, url: str) -> dict[str, Any]:
    """Return a published listing as a schema.org Product with its Offer, in the reader's language; public fields only."""
    title, summary = pick(listing, "title"), pick(listing, "summary")
    price = listing.price
    offer: dict[str, Any] = {
        "@type": "Offer",
        "url": url,
        "availability": "https://schema.org/InStock",
        "businessFunction": _BUSINESS.get(listing.mode, "https://purl.org/goodrelations/v1#LeaseOut"),
        "seller": {"@type": "Organization", "name": pick(listing.organisation, "name").text},
    }
    if listing.valid_until:
        offer["validThrough"] = listing.valid_until.date().isoformat()
    if price.kind == "posted" and price.low:
        offer |= {"price": str(price.low.amount), "priceCurrency": price.currency}
    elif price.kind == "range" and price.low and price.high:
        offer["priceSpecification"] = {
            "@type": "PriceSpecification",
            "minPrice": str(price.low.amount),
            "maxPrice": str(price.high.amount),
            "priceCurrency": price.currency,
        }
    return {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": title.text,
        "description": summary.text,
        "productID": listing.asset.number or listing.public_id,
        "isRelatedTo": [{"@type": "CreativeWork", "name": k.standard.number} for k in listing.standard_links.all()],
        "offers": offer,
    }
