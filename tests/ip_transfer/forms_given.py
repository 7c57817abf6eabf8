"""What people fill in."""

from __future__ import annotations

from typing import Any

LISTING = {
    "kind": "invention",
    "number": "CN 115602795 B",
    "office": "",
    "application_number": "",
    "legal_status": "granted",
    "legal_status_at": "",
    "filed_date": "",
    "granted_date": "",
    "expires_date": "",
    "owners": "",
    "ipc": "",
    "title_en": "Dry electrode coating",
    "title_zh": "",
    "summary_en": "Coats without solvent.",
    "summary_zh": "",
    "trl": "7",
    "trl_evidence": "Runs on a pilot line.",
    "mode": "non_exclusive",
    "price_kind": "on_request",
    "price": "",
    "price_currency": "",
    "price_max": "",
    "royalty": "",
    "field_of_use": "",
    "territory": "",
    "term_months": "",
    "valid_months": "12",
    "details": "",
    "unpublished_number": "",
    "negotiation": "",
}
POSTED = {**LISTING, "price_kind": "posted", "price": "1200", "price_currency": "CNY"}
SCORES: dict[str, Any] = {
    "clarity": 4,
    "evidence": 4,
    "advantage": 3,
    "standard": 5,
    "comment": "Clear and well founded.",
}
