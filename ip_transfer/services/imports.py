"""Taking a table of listings in: kept as it was read, then applied in one go."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from hub.accounts.models import Organisation
from hub.activity.services import record
from hub.common.actors import Actor
from hub.standards.models import Standard
from hub.workflow.errors import NotAllowed
from ip_transfer.models import ImportBatch, TransferListing
from ip_transfer.rules import OWNER, is_owner
from ip_transfer.services.listings import create_listing, link_standard, with_keys

_DAYS = ("legal_status_at", "filed_date", "granted_date", "expires_date")
NEW, WRONG, KNOWN, TWICE = "new", "wrong", "known", "twice"


def keep_table(
    *, actor: Actor, organisation: Organisation, file_name: str, rows: Sequence[dict[str, Any]], now: datetime
) -> ImportBatch:
    """Keep a table as it was read, with what would become of each row. Nothing is listed yet.

    Each row has `place`, `values`, `errors` and `cleaned`. A key that was taken in before is known, and so is the address of
    a listing, by which downloads name those that have no key; the number of
    another row or of a listing that stands is there twice; both are left out when the table is applied.
    """
    keys_seen: set[str] = set()
    numbers_seen = _numbers_of(organisation)
    keys = TransferListing.objects.filter(organisation=organisation, revises=None).values_list(
        "import_key", "public_id"
    )
    known_keys = {key for pair in keys for key in pair if key}
    kept = []
    for row in rows:
        key, number = key_of(row), _number_of(row)
        outcome = NEW
        if row["errors"]:
            outcome = WRONG
        elif key in known_keys or key in keys_seen:
            outcome = KNOWN
        elif number and number in numbers_seen:
            outcome = TWICE
        if outcome == NEW:  # what is left out takes no key or number from the rows below
            keys_seen.add(key)
            numbers_seen |= {number} - {""}
        kept.append({**row, "key": key, "outcome": outcome, "listing": ""})
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            organisation=organisation, acted_by=actor.someone, file_name=file_name[:200], rows=kept, created_at=now
        )
        record(actor=actor, verb="listing.table_read", subject=batch, data={"rows": len(kept)}, now=now)
    return batch


def key_of(row: dict[str, Any]) -> str:
    """Return the key of a row: its own, else one made from its number or titles. The same key is the same listing."""
    values = row["values"]
    if own := values.get("key", "").strip():
        return str(own)[:80]
    return hashlib.sha256("|".join((_number_of(row), *_titles(values))).encode()).hexdigest()[:40]


def _titles(values: dict[str, str]) -> tuple[str, str]:
    return values.get("title_zh", "").strip(), values.get("title_en", "").strip()


def _number_of(row: dict[str, Any]) -> str:
    asset = row["cleaned"].get("asset")
    return str(with_keys(asset)["number_key"]) if asset else ""


def _numbers_of(organisation: Organisation) -> set[str]:
    listed = TransferListing.objects.filter(organisation=organisation, revises=None)
    return set(listed.exclude(asset__number_key="").values_list("asset__number_key", flat=True))


def apply_table(*, actor: Actor, batch: ImportBatch, now: datetime) -> ImportBatch:
    """Make a draft of every new row, all or none; applying it again makes nothing. Raises NotAllowed for other organisations."""
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=batch.pk)
        if not is_owner(locked, actor.user):
            raise NotAllowed([str(OWNER.label)])
        if locked.applied_at is not None:
            return locked
        for row in locked.rows:
            if row["outcome"] == NEW:
                _apply(actor, locked, row, now)
        locked.applied_at = now
        locked.save(update_fields=["rows", "applied_at"])
        made = sum(bool(row["listing"]) for row in locked.rows)
        record(actor=actor, verb="listing.imported", subject=locked, data={"listings": made}, now=now)
    return locked


def _apply(actor: Actor, batch: ImportBatch, row: dict[str, Any], now: datetime) -> None:
    same = Q(import_key=row["key"]) | Q(public_id=row["key"])
    mine = TransferListing.objects.filter(same, organisation=batch.organisation)
    if mine.exists():  # another table with the same key was faster
        row["outcome"] = KNOWN
        return
    cleaned = row["cleaned"]
    asset = {n: date.fromisoformat(v) if n in _DAYS and v else v for n, v in cleaned["asset"].items()}
    listing = create_listing(
        actor=actor,
        organisation=batch.organisation,
        asset=asset,
        offer={**cleaned["offer"], "import_key": row["key"]},
        confidential=cleaned["confidential"],
        now=now,
    )
    for slug, role, clause in cleaned["standards"]:
        if standard := Standard.objects.filter(slug=slug).first():
            link_standard(actor=actor, listing=listing, standard=standard, role=role, clause=clause, now=now)
    row["listing"] = listing.public_id


def note_export(*, actor: Actor, organisation: Organisation, rows: int, confidential: bool, now: datetime) -> None:
    """Write into the log that somebody downloaded the listings of an organisation, and which layers."""
    with transaction.atomic():
        data = {"rows": rows, "confidential": confidential}
        record(actor=actor, verb="listing.exported", subject=organisation, data=data, now=now)
