"""The documents of a standard."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from hub.standards.models import Standard, StandardDocument


def documents_of(standard: Standard) -> QuerySet[StandardDocument]:
    """Return the documents of a standard that are not removed, by language and kind, with their files."""
    rows = StandardDocument.objects.filter(standard=standard, removed_at=None)
    return rows.select_related("file").order_by("language", "kind", "-id")


def document_of_or_none(standard: Standard, public_id: Any) -> StandardDocument | None:
    """Return one document of a standard by its public id."""
    return documents_of(standard).filter(public_id=public_id).first()
