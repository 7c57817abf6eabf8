"""The effects of the search: bring one engine up to date with one document, or build an engine's index."""

from datetime import datetime
from typing import Any

from hub.outbox.registry import handles
from search.enums import EngineName
from search.services import apply_document, rebuild


@handles("search.apply.embedded", effect="outside")
def apply_embedded(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Apply the current row to this host's embedded index."""
    apply_document(EngineName.EMBEDDED, payload["key"])


@handles("search.apply.elasticsearch", effect="outside")
def apply_elasticsearch(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Apply the current row to Elasticsearch."""
    apply_document(EngineName.ELASTICSEARCH, payload["key"])


@handles("search.build", effect="outside")
def build_index(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Build an index that a reader found missing."""
    rebuild(payload["engine"], only_if_missing=True)
