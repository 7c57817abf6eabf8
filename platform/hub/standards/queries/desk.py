"""What the editing desk shows."""

from __future__ import annotations

import csv
import io
import itertools
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from hub.outbox.queries import is_given_up
from hub.standards.enums import ImportState, Status
from hub.standards.models import ImportRun, Standard


def drafts(limit: int) -> QuerySet[Standard]:
    """Return our drafts and other bodies', the ones changed last first."""
    return Standard.objects.filter(status=Status.DRAFT).order_by("-updated_at", "-id")[:limit]


def changed_last(limit: int) -> QuerySet[Standard]:
    """Return the entries changed last."""
    return Standard.objects.order_by("-updated_at", "-id")[:limit]


def list_imports(limit: int) -> QuerySet[ImportRun]:
    """Return the newest uploaded lists, without their texts."""
    runs = ImportRun.objects.defer("content", "report", "seen").select_related("started_by")
    return runs.order_by("-id")[:limit]


def get_import_or_404(public_id: str) -> ImportRun:
    """Return an uploaded list. Raises Http404."""
    return get_object_or_404(
        ImportRun.objects.defer("content", "seen").select_related("started_by", "applied_by"), public_id=public_id
    )


def is_stuck(run: ImportRun) -> bool:
    """Tell whether a list that is under way goes on no more, because its next rows failed again and again."""
    return run.state in (ImportState.CHECKING, ImportState.APPLYING) and is_given_up(run.work_key)


def report_rows(report: str, outcomes: frozenset[str], limit: int) -> list[dict[str, Any]]:
    """Return the first rows of a report that have one of these outcomes."""
    rows = csv.DictReader(io.StringIO(report, newline=""))
    return list(itertools.islice((row for row in rows if row["outcome"] in outcomes), limit))
