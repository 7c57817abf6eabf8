"""The effects of the registry."""

from datetime import datetime
from typing import Any

from hub.outbox.registry import handles
from hub.standards.services.import_runs import work_on_import
from hub.standards.services.telling import notify_followers


@handles("standards.tell", effect="database")
def tell(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Tell those who follow what changed."""
    notify_followers(act_id=payload["act"], standard_id=payload["standard"], now=now)


@handles("standards.import", effect="database")
def import_chunk(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Judge or apply the next rows of an uploaded list."""
    work_on_import(run_public_id=payload["run"], now=now)
