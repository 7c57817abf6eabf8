"""What the editing desk does with an entry: register, change, relate, add steps of the project, withdraw with a ground.

Standing is no workflow machine: most entries are other bodies' standards, whose state is a fact that we report and not an
act of ours. The project of our own standards (proposal to withdrawal ballot) is a machine of its own and will write here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from hub.activity.services import record
from hub.common.actors import Actor
from hub.standards.enums import RelationKind, Status, WithdrawalGround
from hub.standards.models import Standard, StandardRelation
from hub.standards.rows import Numbered, RelationSeen
from hub.standards.rules import stage_fits, withdrawal_undone
from hub.standards.services.authority import demand_editor
from hub.standards.services.relating import heal, write_relations
from hub.standards.services.telling import tell_followers
from hub.standards.services.writing import as_text
from search.services import index


class EntryTaken(Exception):
    """The number is in the registry already."""


class EntryChanged(Exception):
    """Somebody else changed the entry since the editor opened it."""


class StepTooLate(Exception):
    """A step from publication on, of a draft: it is published by changing the entry, status and stage at once."""


class NotWithdrawable(Exception):
    """Only a standard in force or superseded can be withdrawn."""


def register_standard(
    *, actor: Actor, values: Mapping[str, Any], now: datetime, replaces: Standard | None = None
) -> Standard:
    """Put a standard into the registry; with `replaces` it takes the place of an earlier edition, which becomes superseded.

    Raises EntryTaken or NotAllowed. Act: standard.registered.
    """
    demand_editor(actor)
    with transaction.atomic():
        standard = _created(values, now)
        heal([standard])
        act = record(actor=actor, verb="standard.registered", subject=standard, now=now)
        index(standard)
        tell_followers(standards=[standard], acts=[act], actor=actor)
        if replaces is not None:
            _supersede(actor, replaces, standard, now)
    return standard


def _created(values: Mapping[str, Any], now: datetime) -> Standard:
    since = values["published_date"] or now.date()
    try:
        with transaction.atomic():
            return Standard.objects.create(**values, stage_since=since, created_at=now, updated_at=now)
    except IntegrityError:
        if Standard.objects.filter(slug=values["slug"]).exists():
            raise EntryTaken from None
        raise


def _supersede(actor: Actor, old: Standard, new: Standard, now: datetime) -> None:
    seen = RelationSeen(RelationKind.REPLACES, Numbered.of(old.number))
    write_relations({new.slug: [seen]}, {new.slug: new}, now)
    locked = Standard.objects.select_for_update().get(pk=old.pk)
    if locked.status == Status.IN_FORCE and new.status == Status.IN_FORCE:
        values = {"status": Status.SUPERSEDED, "stage_code": "95.99", "withdrawn_date": new.published_date}
        _change(actor, locked, values, now)


def edit_standard(
    *, actor: Actor, standard: Standard, values: Mapping[str, Any], stamp: str, now: datetime
) -> dict[str, list[str]]:
    """Change fields of an entry and return old and new per changed field. `stamp` is the `updated_at` that the editor saw.

    Raises EntryChanged or NotAllowed. Act: standard.updated.
    """
    demand_editor(actor)
    with transaction.atomic():
        locked = Standard.objects.select_for_update().get(pk=standard.pk)
        if locked.updated_at.isoformat() != stamp:
            raise EntryChanged
        return _change(actor, locked, values, now)


def _change(
    actor: Actor, locked: Standard, values: Mapping[str, Any], now: datetime, verb: str = "standard.updated"
) -> dict[str, list[str]]:
    """Write what differs, record it, bring search and followers up to date; what ends with a withdrawal ends here."""
    values = {**values, **withdrawal_undone(locked.status, values.get("status", locked.status), values)}
    if "stage_code" in values and values["stage_code"] != locked.stage_code and "stage_since" not in values:
        values = {**values, "stage_since": now.date()}
    differing = {name: value for name, value in values.items() if getattr(locked, name) != value}
    if not differing:
        return {}
    changes = {
        name: [as_text(getattr(locked, name)), as_text(value)]
        for name, value in differing.items()
        if name not in ("stage_since", "stage_history")
    }
    if not changes:
        added = [step for step in values.get("stage_history", []) if step not in locked.stage_history]
        changes = {"stage_history": ["", _step_words(added)]}
    for name, value in differing.items():
        setattr(locked, name, value)
    locked.updated_at = now
    locked.save(update_fields=[*differing, "updated_at"])
    _announce(actor, locked, verb, changes, now)
    return changes


def _announce(actor: Actor, locked: Standard, verb: str, changes: dict[str, list[str]], now: datetime) -> None:
    act = record(actor=actor, verb=verb, subject=locked, data={"changes": changes}, now=now)
    index(locked)
    tell_followers(standards=[locked], acts=[act], actor=actor)


def relate(*, actor: Actor, standard: Standard, seen: RelationSeen, now: datetime) -> None:
    """Add a relation; it may name a number that the registry does not hold. Twice is once. Raises NotAllowed.

    Act: standard.updated.
    """
    demand_editor(actor)
    with transaction.atomic():
        locked = Standard.objects.select_for_update().get(pk=standard.pk)
        before = StandardRelation.objects.count()
        write_relations({locked.slug: [seen]}, {locked.slug: locked}, now)
        if StandardRelation.objects.count() != before:
            words = f"{'←' if seen.inward else '→'} {seen.kind.value} {seen.other.number}"
            _touch(actor, locked, {"relations": ["", words]}, now)


def unrelate(*, actor: Actor, standard: Standard, relation_id: int, now: datetime) -> bool:
    """Remove a relation of the standard; False when it has none of that key. Raises NotAllowed. Act: standard.updated."""
    demand_editor(actor)
    with transaction.atomic():
        locked = Standard.objects.select_for_update().get(pk=standard.pk)
        row = StandardRelation.objects.filter(pk=relation_id).first()
        if row is None or locked.pk not in (row.source_id, row.target_id):
            return False
        words = f"{row.source_number} {row.kind} {row.target_number}"
        row.delete()
        _touch(actor, locked, {"relations": [words, ""]}, now)
    return True


def _touch(actor: Actor, locked: Standard, changes: dict[str, list[str]], now: datetime) -> None:
    locked.updated_at = now
    locked.save(update_fields=["updated_at"])
    _announce(actor, locked, "standard.updated", changes, now)


def add_step(
    *, actor: Actor, standard: Standard, code: str, day: date, note_en: str, note_zh: str, now: datetime
) -> None:
    """Add a step of the project; the latest step by day that goes with the status is the stage of the standard: steps of a
    project whose standard is out are its past. The same step twice is once. Raises StepTooLate or NotAllowed.

    Act: standard.updated.
    """
    demand_editor(actor)
    step = {"code": code, "date": day.isoformat(), "note_en": note_en, "note_zh": note_zh}
    with transaction.atomic():
        locked = Standard.objects.select_for_update().get(pk=standard.pk)
        if locked.status == Status.DRAFT and not stage_fits(locked.status, code):
            raise StepTooLate
        if step in locked.stage_history:
            return
        steps = sorted([*locked.stage_history, step], key=lambda s: s["date"])
        values: dict[str, Any] = {"stage_history": steps}
        if fitting := [s for s in steps if stage_fits(locked.status, s["code"])]:
            last = fitting[-1]
            values |= {"stage_code": last["code"], "stage_since": date.fromisoformat(last["date"])}
        _change(actor, locked, values, now)


def _step_words(steps: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(f"{step['code']} {step['date']}" for step in steps)


def withdraw_standard(
    *,
    actor: Actor,
    standard: Standard,
    ground: WithdrawalGround,
    note: str,
    day: date,
    now: datetime,
) -> None:
    """Withdraw a standard on one of the grounds, with the reasons in words; its page stays.

    Raises NotWithdrawable or NotAllowed. Act: standard.withdrawn.
    """
    demand_editor(actor)
    with transaction.atomic():
        locked = Standard.objects.select_for_update().get(pk=standard.pk)
        if locked.status not in (Status.IN_FORCE, Status.SUPERSEDED):
            raise NotWithdrawable
        values = {
            "status": Status.WITHDRAWN,
            "stage_code": "95.99",
            "stage_since": day,
            "withdrawn_date": day,
            "withdrawal_ground": ground,
            "withdrawal_note": note,
        }
        _change(actor, locked, values, now, "standard.withdrawn")
