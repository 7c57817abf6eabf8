"""The effects of the search: bring one engine up to date with one document, or build an engine's index."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hub.outbox.registry import handles
from search.enums import EngineName
from search.following import mend
from search.services import apply_documents, follow, rebuild


def _apply(engine: EngineName, payloads: Sequence[dict[str, Any]]) -> None:
    """Bring an engine up to date with the rows of all these effects."""
    keys = (key for payload in payloads for key in payload.get("keys", ()) or [payload["key"]])
    apply_documents(engine, list(dict.fromkeys(keys)))


def _apply_all_embedded(payloads: Sequence[dict[str, Any]], *, now: datetime) -> None:
    _apply(EngineName.EMBEDDED, payloads)


def _apply_all_elasticsearch(payloads: Sequence[dict[str, Any]], *, now: datetime) -> None:
    _apply(EngineName.ELASTICSEARCH, payloads)


@handles("search.apply.embedded", effect="outside", many=_apply_all_embedded)
def apply_embedded(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Apply the current row to this host's embedded index."""
    _apply(EngineName.EMBEDDED, [payload])


@handles("search.apply.elasticsearch", effect="outside", many=_apply_all_elasticsearch)
def apply_elasticsearch(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Apply the current row to Elasticsearch."""
    _apply(EngineName.ELASTICSEARCH, [payload])


@handles("search.build", effect="outside")
def build_index(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Build an index that a reader found missing."""
    rebuild(payload["engine"], only_if_missing=True)


@handles("search.mend", effect="outside")
def mend_index(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Bring an engine up to date that lost track."""
    mend(payload["engine"])


@handles("search.follow", effect="database")
def follow_source(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Let the documents that draw on a changed object follow it."""
    follow(model=payload["model"], pk=payload["pk"])
