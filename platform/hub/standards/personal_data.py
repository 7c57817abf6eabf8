"""What the registry of standards holds of a person: what they follow, and the lists and documents they brought in as editors."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hub.accounts.own_data import PersonalData, register
from hub.standards.models import Follow, ImportRun, StandardDocument


def _follows(user: Any) -> list[Any]:
    return list(Follow.objects.filter(user=user).order_by("id").values("undated_slug", "ics_code", "created_at"))


def _forget_follows(user: Any, now: datetime) -> None:
    Follow.objects.filter(user=user).delete()


def _brought_in(user: Any) -> dict[str, Any]:
    documents = StandardDocument.objects.filter(added_by=user).order_by("id")
    lists = ImportRun.objects.filter(started_by=user).order_by("id")
    return {
        "documents": list(documents.values("standard__slug", "kind", "language", "added_at")),
        "lists": list(lists.values("public_id", "name", "created_at")),
        "lists_applied": list(ImportRun.objects.filter(applied_by=user).order_by("id").values("public_id", "name")),
    }


register(PersonalData("follows", ("standards.Follow.user",), _follows, _forget_follows))
register(
    PersonalData(
        "brought_into_the_registry",
        ("standards.StandardDocument.added_by", "standards.ImportRun.started_by", "standards.ImportRun.applied_by"),
        _brought_in,
    )
)
