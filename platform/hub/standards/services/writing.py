"""Write standards into the registry, many at once: one transaction, one act each, search and followers told by the outbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from hub.activity.services import record_many
from hub.common.actors import Actor
from hub.standards.models import Standard
from hub.standards.rows import Incoming
from hub.standards.rules import stage_problem, withdrawal_undone
from hub.standards.services.relating import heal, missing_relations, write_relations
from hub.standards.services.telling import tell_followers
from search.services import index_many

Outcome = Literal["created", "changed", "unchanged", "refused"]
SHOWN_LENGTH = 200  # characters of an old or new value that the log keeps
# What a row that may only add never turns round, even where its own reading differs from an empty value.
_FILLABLE = ("title_en", "title_zh", "abstract_en", "abstract_zh", "ics", "text_languages", "url", "implemented_date")


@dataclass
class Stored:
    """What became of one incoming standard: the row, per changed field the old and the new value as text, and why it was
    refused.
    """

    standard: Standard
    outcome: Outcome
    changes: dict[str, list[str]] = field(default_factory=dict)
    reason: str = ""


def store_many(
    *, actor: Actor, incoming: Sequence[Incoming], now: datetime, dry: bool = False, clears: bool = False
) -> list[Stored]:
    """Create and change standards, each once; an empty value leaves what is known unless `clears`. What contradicts the
    rules together with what is known is refused. With `dry` nothing is written and the answer says what would be.

    Acts: standard.imported for new ones, standard.updated with {"changes": {field: [old, new]}} for changed ones.
    """
    with transaction.atomic():
        locked = Standard.objects.select_for_update() if not dry else Standard.objects.all()
        known = {s.slug: s for s in locked.filter(slug__in=[i.slug for i in incoming])}
        stored = [_judged(known.get(i.slug), i, now, clears=clears) for i in incoming]
        missing = missing_relations(
            [item for item, one in zip(incoming, stored, strict=True) if one.outcome != "refused"]
        )
        for item, one in zip(incoming, stored, strict=True):
            if added := missing.get(item.slug):
                one.changes["relations"] = ["", ", ".join(f"{r.kind.value} {r.other.number}" for r in added)]
                one.outcome = "changed" if one.outcome == "unchanged" else one.outcome
        if not dry:
            _write(actor, stored, now)
            write_relations(missing, {one.standard.slug: one.standard for one in stored}, now)
    return stored


def _judged(known: Standard | None, item: Incoming, now: datetime, *, clears: bool) -> Stored:
    if known is None:
        return Stored(Standard(**item.values, created_at=now, updated_at=now), "created")
    changes: dict[str, list[str]] = {}
    before = known.status
    for name, value in item.values.items():
        old = getattr(known, name)
        if old != value and _may_change(name, old, value, item, clears=clears, restated="status" in changes):
            _set(known, name, value, changes)
    for name, value in withdrawal_undone(before, known.status, item.values).items():
        _set(known, name, value, changes)
    restated = not changes.keys().isdisjoint(("status", "stage_code"))
    if restated and (problem := stage_problem(known.status, known.stage_code)):
        return Stored(known, "refused", reason=problem)
    return Stored(known, "changed" if changes else "unchanged", changes)


def _set(known: Standard, name: str, value: Any, changes: dict[str, list[str]]) -> None:
    if (old := getattr(known, name)) != value:
        changes[name] = [as_text(old), as_text(value)]
        setattr(known, name, value)


def _may_change(name: str, old: Any, new: Any, item: Incoming, *, clears: bool, restated: bool) -> bool:
    if name in item.guessed and not (name == "stage_code" and restated):
        return False
    if clears:
        return True
    if item.fills_only:
        return name in _FILLABLE and not old and bool(new)
    if name == "published_precision":
        return item.values["published_date"] is not None
    return bool(new)


def as_text(value: Any) -> str:
    """Return a value of the registry as the log keeps it."""
    if value is None:
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value).strip()
    return text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…"


def _write(actor: Actor, stored: Sequence[Stored], now: datetime) -> None:
    new = [one.standard for one in stored if one.outcome == "created"]
    changed = [one for one in stored if one.outcome == "changed"]
    Standard.objects.bulk_create(new)
    heal(new)
    save_changes(changed, now)
    acts = record_many(actor=actor, verb="standard.imported", subjects=[(s, {}) for s in new], now=now)
    acts += record_changes(actor=actor, stored=changed, now=now)
    written = [*new, *(one.standard for one in changed)]
    index_many(written)
    tell_followers(standards=written, acts=acts, actor=actor)


def save_changes(changed: Sequence[Stored], now: datetime) -> None:
    """Write the changed fields of standards that exist."""
    fields = {name for one in changed for name in one.changes if name != "relations"}
    for one in changed:
        one.standard.updated_at = now
    if changed:
        Standard.objects.bulk_update([one.standard for one in changed], [*fields, "updated_at"])


def record_changes(*, actor: Actor, stored: Sequence[Stored], now: datetime) -> list[Any]:
    """Write one act for each changed standard, with the old and new values."""
    subjects: list[tuple[Any, Mapping[str, Any]]] = [(one.standard, {"changes": one.changes}) for one in stored]
    return record_many(actor=actor, verb="standard.updated", subjects=subjects, now=now)
