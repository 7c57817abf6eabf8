"""The effects of the search: bring one engine up to date with one document, or build an engine's index."""

from datetime import datetime
from typing import Any

from hub.outbox.registry import handles
from search.enums import EngineName
from search.services import apply_document, apply_documents, follow, rebuild


@handles("search.apply.embedded", effect="outside")
def apply_embedded(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Apply the current row to this host's embedded index."""
    _apply(EngineName.EMBEDDED, payload)


@handles("search.apply.elasticsearch", effect="outside")
def apply_elasticsearch(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Apply the current row to Elasticsearch."""
    _apply(EngineName.ELASTICSEARCH, payload)


@handles("search.build", effect="outside")
def build_index(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Build an index that a reader found missing."""
    rebuild(payload["engine"], only_if_missing=True)


@handles("search.follow", effect="database")
def follow_source(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Let the documents that draw on a changed object follow it."""
    follow(model=payload["model"], pk=payload["pk"])


def _apply(engine: EngineName, payload: dict[str, Any]) -> None:
    if "keys" in payload:
        apply_documents(engine, payload["keys"])
    else:
        apply_document(engine, payload["key"])
