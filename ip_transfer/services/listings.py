"""Listing an asset, tying it to standards, attaching its data sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from hub.accounts.models import Organisation
from hub.activity.services import record
from hub.common.actors import Actor
from hub.common.bilingual import Language
from hub.files.services import hand_over, keep_file, receive
from hub.standards.enums import LinkRole
from hub.standards.models import Standard
from hub.standards.rules import link_problem
from hub.vocabularies.patent_numbers import NotAPatentNumber, PatentNumber, parse_application, parse_publication
from hub.workflow.errors import GuardsUnmet, NotAllowed, WrongState
from ip_transfer.models import IPAsset, TransferConfidential, TransferListing, TransferStandardLink
from ip_transfer.rules import OWNER, is_owner
from ip_transfer.shared_rights import REVIEWED_ELSEWHERE, is_reviewed_elsewhere
from ip_transfer.versioning import keep_version


class EditConflict(Exception):
    """Somebody saved the listing after this person opened it; `listing` is as it is saved now."""

    def __init__(self, listing: TransferListing) -> None:
        super().__init__("the listing was saved meanwhile")
        self.listing = listing


class LinkRefused(Exception):
    """A standard may not be tied to the listing in this way; the message says why, in words."""


def create_listing(
    *,
    actor: Actor,
    organisation: Organisation,
    asset: dict[str, Any],
    offer: dict[str, Any],
    now: datetime,
    standard: Standard | None = None,
    confidential: dict[str, str] | None = None,
) -> TransferListing:
    """Create an asset (or find the organisation's own of that number) and a draft listing of it, tied to a standard
    at once when it was begun from that standard's page. `confidential` is its other layer.

    What was left empty of an asset that is known stays as it is recorded. Raises GuardsUnmet when the rest would change
    what another listing was reviewed with.
    """
    with transaction.atomic():
        known = kept = _asset_numbered(organisation, asset["number"])
        if kept is None:
            kept = IPAsset.objects.create(**with_keys(asset), organisation=organisation, created_at=now)
            record(actor=actor, verb="ip_asset.recorded", subject=kept, now=now)
        listing = TransferListing.objects.create(
            **offer,
            asset=kept,
            organisation=organisation,
            acted_by=actor.someone,
            source_lang=Language.EN if offer.get("title_en") else Language.ZH,
            created_at=now,
            updated_at=now,
        )
        if known is not None:
            _change_asset(listing, {n: v for n, v in with_keys(asset).items() if v not in ("", None, [])})
        TransferConfidential.objects.create(listing=listing, **(confidential or {}))
        record(actor=actor, verb="listing.drafted", subject=listing, now=now)
        keep_version(listing, actor, now)
        if standard:
            link_standard(actor=actor, listing=listing, standard=standard, role=LinkRole.IMPLEMENTS, clause="", now=now)
    return listing


def edit_listing(
    *,
    actor: Actor,
    listing: TransferListing,
    asset: dict[str, Any],
    offer: dict[str, Any],
    now: datetime,
    confidential: dict[str, str] | None = None,
    version: int | None = None,
) -> None:
    """Change a draft; a number that the organisation recorded before means that asset. `version` is the one that the
    person saw when they began.

    Raises EditConflict when another one was saved meanwhile, NotAllowed, WrongState, or GuardsUnmet when it would change
    what another listing was reviewed with.
    """
    with transaction.atomic():
        locked = lock_draft(actor, listing)
        if version is not None and version != locked.version:
            raise EditConflict(locked)
        if not locked.is_revision:
            locked.asset = _asset_numbered(locked.organisation, asset["number"]) or locked.asset
        _change_asset(locked, with_keys(asset))
        for field, value in offer.items():
            setattr(locked, field, value)
        locked.updated_at = now
        locked.save(update_fields=[*offer, "asset", "updated_at"])
        if confidential is not None:
            TransferConfidential.objects.update_or_create(listing=locked, defaults=confidential)
        keep_version(TransferListing.objects.get(pk=locked.pk), actor, now)
        record(actor=actor, verb="listing.edited", subject=locked, now=now)


def with_keys(asset: dict[str, Any]) -> dict[str, Any]:
    """Return an asset's values with the keys that find the same number however it was typed."""
    keys = {
        "number_key": _key(parse_publication, asset.get("number", "")),
        "application_key": _key(parse_application, asset.get("application_number", "")),
    }
    return {**asset, **keys}


def _key(parse: Callable[[str], PatentNumber], text: str) -> str:
    try:
        return parse(text).key if text else ""
    except NotAPatentNumber:  # software, marks and plants have numbers of their own making
        return "".join(text.upper().split())


def _change_asset(listing: TransferListing, values: dict[str, Any]) -> None:
    changed = {field: value for field, value in values.items() if getattr(listing.asset, field) != value}
    if changed and is_reviewed_elsewhere(listing.asset, listing.pk):
        raise GuardsUnmet([str(REVIEWED_ELSEWHERE)])
    for field, value in changed.items():
        setattr(listing.asset, field, value)
    listing.asset.save(update_fields=list(values))


def _asset_numbered(organisation: Organisation, number: str) -> IPAsset | None:
    mine = IPAsset.objects.filter(organisation=organisation, proposal_for=None)
    return mine.filter(number=number).first() if number else None


def lock_draft(actor: Actor, listing: TransferListing) -> TransferListing:
    """Lock a listing for a change by its owner while it is a draft or on hold. Raises NotAllowed or WrongState."""
    locked = TransferListing.objects.select_for_update().get(pk=listing.pk)
    if not is_owner(locked, actor.user):
        raise NotAllowed([str(OWNER.label)])
    if not locked.is_editable:
        raise WrongState(locked.get_state_display())
    return locked


def link_standard(
    *, actor: Actor, listing: TransferListing, standard: Standard, role: str, clause: str, now: datetime
) -> TransferStandardLink:
    """Tie a draft to a standard; the same tie twice is one. Raises LinkRefused when the clause is tied in another role."""
    with transaction.atomic():
        locked = lock_draft(actor, listing)
        problem = link_problem(locked.standard_links.all(), standard_id=standard.pk, role=role, clause=clause)
        if problem:
            raise LinkRefused(problem)
        link, created = TransferStandardLink.objects.get_or_create(
            listing=locked, standard=standard, role=role, clause=clause
        )
        if created:
            record(
                actor=actor,
                verb="listing.standard_linked",
                subject=locked,
                data={"standard": standard.slug, "number": standard.number, "role": role},
                now=now,
            )
            keep_version(locked, actor, now)
    return link


def unlink_standard(*, actor: Actor, listing: TransferListing, link_id: int, now: datetime) -> None:
    """Untie a draft from a standard. A link that is gone already is no error."""
    with transaction.atomic():
        locked = lock_draft(actor, listing)
        link = locked.standard_links.filter(pk=link_id).select_related("standard").first()
        if link:
            link.delete()
            record(
                actor=actor,
                verb="listing.standard_unlinked",
                subject=locked,
                data={"standard": link.standard.slug},
                now=now,
            )
            keep_version(locked, actor, now)


def attach_datasheet(*, actor: Actor, listing: TransferListing, upload: UploadedFile[Any], now: datetime) -> None:
    """Attach or replace the data sheet of a draft. Raises UnacceptableFile, NotAllowed or WrongState."""
    received = receive(upload)  # decoding is no work for a transaction; what is not kept is swept away
    with transaction.atomic():
        locked = lock_draft(actor, listing)
        hand_over(file_id=locked.datasheet_id, from_subject=locked)  # that of a public listing stays with it meanwhile
        locked.datasheet = keep_file(
            actor=actor, received=received, organisation=locked.organisation, subject=locked, now=now
        )
        locked.updated_at = now
        locked.save(update_fields=["datasheet", "updated_at"])
        record(
            actor=actor,
            verb="listing.datasheet_attached",
            subject=locked,
            data={"file": locked.datasheet.public_id},
            now=now,
        )
        keep_version(locked, actor, now)


def attach_evidence(*, actor: Actor, listing: TransferListing, upload: UploadedFile[Any], now: datetime) -> None:
    """Attach the evidence of the legal status to the right that a draft offers: for its owner and the review desk only.

    Raises UnacceptableFile, NotAllowed or WrongState.
    """
    received = receive(upload)
    with transaction.atomic():
        locked = lock_draft(actor, listing)
        asset = IPAsset.objects.select_for_update().get(pk=locked.asset_id)
        asset.status_evidence = keep_file(
            actor=actor, received=received, organisation=locked.organisation, subject=asset, now=now
        )
        asset.save(update_fields=["status_evidence"])
        record(
            actor=actor,
            verb="ip_asset.evidenced",
            subject=asset,
            data={"file": asset.status_evidence.public_id},
            now=now,
        )
