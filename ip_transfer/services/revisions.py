"""Changing what is public: the changes are a draft of their own, which goes through review while the listing stays as it is."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hub.activity.services import record
from hub.common.actors import Actor
from hub.workflow.errors import GuardsUnmet, NotAllowed, WrongState
from ip_transfer.models import IPAsset, TransferListing
from ip_transfer.rules import OWNER, is_owner
from ip_transfer.versioning import ASSET_FIELDS, OFFER_FIELDS, copy_parts, keep_version, values_of


def start_revision(*, actor: Actor, listing: TransferListing, now: datetime) -> TransferListing:
    """Begin changes to a public or paused listing: a draft with its fields, which nobody else sees. One at a time.

    Raises NotAllowed, WrongState, or GuardsUnmet when changes are under way.
    """
    with transaction.atomic():
        locked = TransferListing.objects.select_for_update().get(pk=listing.pk)
        if not is_owner(locked, actor.user):
            raise NotAllowed([str(OWNER.label)])
        if not locked.is_live or locked.is_revision:
            raise WrongState(locked.get_state_display())
        revision = _copy(locked, actor, now)
        copy_parts(locked, revision)
        keep_version(TransferListing.objects.get(pk=revision.pk), actor, now)
        record(
            actor=actor, verb="listing.revision_started", subject=locked, data={"revision": revision.public_id}, now=now
        )
    return revision


def _copy(listing: TransferListing, actor: Actor, now: datetime) -> TransferListing:
    try:
        with transaction.atomic():
            proposal = IPAsset.objects.create(
                organisation=listing.organisation,
                proposal_for=listing.asset,
                created_at=now,
                **values_of(listing.asset, ASSET_FIELDS),
            )
            return TransferListing.objects.create(
                revises=listing,
                asset=proposal,
                organisation=listing.organisation,
                acted_by=actor.someone,
                created_at=now,
                updated_at=now,
                **values_of(listing, OFFER_FIELDS),
            )
    except IntegrityError:
        raise GuardsUnmet([_("Changes to this listing are under way already.")]) from None
