"""What readers can report on: upper apps say so in `correctable.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import QuerySet

from hub.common.registry import Registry


@dataclass(frozen=True)
class Correctable:
    """A kind of thing: its word in addresses, the gate of its model, and the field by which addresses name one."""

    slug: str
    visible_to: Callable[[Any], QuerySet[Any]]
    key: str = "public_id"


_kinds: Registry[Correctable] = Registry("things that readers can report on")


def register(kind: Correctable) -> Correctable:
    """Let readers report wrong facts about a kind of thing."""
    return _kinds.add(kind.slug, kind)


def find_subject(user: Any, slug: str, key: str) -> Any | None:
    """Return the thing that is meant when the reader may see it, else None."""
    kind = _kinds.find(slug)
    return kind.visible_to(user).filter(**{kind.key: key}).first() if kind else None


def subjects_seen_by(user: Any) -> GenericPrefetch[Any]:
    """Return what loads the subjects of reports with them: those that this reader may see, None for the others."""
    return GenericPrefetch("subject", [kind.visible_to(user) for kind in _kinds])


def seen_by_everybody(correction: Any) -> Any | None:
    """Return the subject of a report when it is public, else None."""
    for kind in _kinds:
        rows = kind.visible_to(AnonymousUser())
        if rows.model._meta.label_lower == f"{correction.subject_type.app_label}.{correction.subject_type.model}":
            return rows.filter(pk=correction.subject_id).first()
    return None
