"""Acts as rows of a file that keeps every id."""

from __future__ import annotations

from typing import Any

from hub.activity.models import Activity
from hub.activity.telling import Reader, who_did
from hub.activity.words import word_for


def row_of(act: Activity, reader: Reader) -> dict[str, Any]:
    """Return an act as its reader may know it."""
    return {
        "at": act.at.isoformat(),
        "act": act.public_id,
        "verb": act.verb,
        "words": word_for(act.verb),
        "who": who_did(act, reader),
        "object": act.subject_type.model,
        "object_number": act.subject_id,
        "data": act.data,
    }
