"""Keeping what a listing's fields held, and taking a revision's fields over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hub.common.actors import Actor
from hub.files.services import hand_over
from hub.workflow.errors import GuardsUnmet
from ip_transfer.models import IPAsset, TransferConfidential, TransferListing, TransferStandardLink, TransferVersion
from ip_transfer.schema import CONFIDENTIAL_NAMES, SCHEMA
from ip_transfer.shared_rights import FACTS, clash_of_changes

# What a revision carries of the offer itself; what the asset and the confidential layer hold is copied beside it.
OFFER_FIELDS = (
    "title_en", "title_zh", "summary_en", "summary_zh", "source_lang", "trl", "trl_evidence", "valid_months", "mode",
    "price_kind", "price_minor", "price_max_minor", "price_currency", "royalty_bp", "same_terms", "field_of_use",
    "territory", "term_months", "datasheet",
)  # fmt: skip
ASSET_FIELDS = (*FACTS, "status_evidence")


def values_of(obj: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    """Return these fields of an object, for another one of its kind."""
    return {name: getattr(obj, name) for name in fields}


def keep_version(listing: TransferListing, actor: Actor, now: datetime) -> TransferVersion | None:
    """Keep the listing's fields as its next version, unless they are as they were; number the listing by it."""
    content = SCHEMA.snapshot(listing)
    last = listing.versions.order_by("-number").first()
    if last is not None and last.content == content:
        return None
    number = last.number + 1 if last else 1
    version = TransferVersion.objects.create(
        listing=listing, number=number, content=content, made_by=actor.user, made_at=now
    )
    listing.version = number
    listing.save(update_fields=["version"])
    return version


def mark_public(listing: TransferListing, now: datetime) -> None:
    """Note that everybody may read the newest version from now on."""
    newest = listing.versions.order_by("-number").first()
    if newest is not None and newest.public_at is None:
        newest.public_at = now
        newest.save(update_fields=["public_at"])


def copy_parts(source: TransferListing, target: TransferListing) -> None:
    """Copy the standards and the confidential layer from one listing to another, in place of what it had."""
    target.standard_links.all().delete()
    TransferStandardLink.objects.bulk_create(
        TransferStandardLink(listing=target, standard=k.standard, role=k.role, clause=k.clause)
        for k in source.standard_links.all()
    )
    kept = TransferConfidential.objects.filter(listing=source).first()
    values = {name: getattr(kept, name) if kept else "" for name in CONFIDENTIAL_NAMES}
    TransferConfidential.objects.update_or_create(listing=target, defaults=values)


def take_over(revision: TransferListing, actor: Actor, now: datetime) -> TransferListing:
    """Write a revision's fields into the listing that it revises, as its next public version, and return that listing.

    Raises GuardsUnmet when the two do not fit together any more.
    """
    listing = TransferListing.objects.select_for_update().get(revisions=revision)
    asset = IPAsset.objects.select_for_update().get(pk=listing.asset_id)
    listing.asset = asset
    revision.revises = listing
    if clash := clash_of_changes(revision):
        raise GuardsUnmet([str(clash)])
    _take_files_over(revision, listing)
    for name, value in values_of(revision, OFFER_FIELDS).items():
        setattr(listing, name, value)
    listing.updated_at = listing.reviewed_at = now
    listing.save(update_fields=[*OFFER_FIELDS, "updated_at", "reviewed_at"])
    for name, value in values_of(revision.asset, FACTS).items():
        setattr(asset, name, value)
    asset.save(update_fields=list(ASSET_FIELDS))
    copy_parts(revision, listing)
    fresh = TransferListing.objects.get(pk=listing.pk)
    keep_version(fresh, Actor.person(revision.acted_by), now)
    mark_public(fresh, now)
    return fresh


def _take_files_over(revision: TransferListing, listing: TransferListing) -> None:
    """Give the files of a revision to what it changes; the ones that they replace are their uploaders' alone from now on."""
    if revision.datasheet_id != listing.datasheet_id:
        hand_over(file_id=listing.datasheet_id, from_subject=listing)
        hand_over(file_id=revision.datasheet_id, from_subject=revision, to_subject=listing)
    evidence = revision.asset.status_evidence
    if evidence and evidence.subject == revision.asset:  # else it came along, and the right may have newer one
        hand_over(file_id=listing.asset.status_evidence_id, from_subject=listing.asset)
        hand_over(file_id=evidence.pk, to_subject=listing.asset)
        listing.asset.status_evidence = evidence
