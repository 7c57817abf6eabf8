"""Asking about a listing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hub.accounts.models import Organisation
from hub.activity.services import record
from hub.common.actors import Actor
from hub.listings.enums import ListingState
from hub.messaging.services import open_conversation
from hub.outbox.services import enqueue
from hub.workflow.errors import GuardsUnmet, WrongState
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.rules import is_owner


def open_enquiry(
    *,
    actor: Actor,
    listing: TransferListing,
    organisation: Organisation,
    message: str,
    client_uuid: UUID,
    now: datetime,
) -> Enquiry:
    """Ask the owner about a published listing: the question opens a conversation. One open enquiry per organisation and listing.

    The same form sent twice (`client_uuid`) is one enquiry. Raises WrongState (not published) or GuardsUnmet (own listing, or
    an enquiry is open already).
    """
    with transaction.atomic():
        rows = TransferListing.objects.select_for_update(of=("self",)).select_related("organisation")
        locked = rows.get(pk=listing.pk)
        if sent_before := _sent_before(organisation, client_uuid, locked):
            return sent_before
        enquiry = _new_enquiry(actor, locked, organisation, now)
        enquiry.conversation = open_conversation(
            actor=actor,
            subject=enquiry,
            organisations=[organisation, locked.organisation],
            first_message=message,
            client_uuid=client_uuid,
            now=now,
        )
        enquiry.save(update_fields=["conversation"])
        record(actor=actor, verb="enquiry.opened", subject=enquiry, data={"listing": locked.public_id}, now=now)
        enqueue(
            kind="ip_transfer.tell",
            payload={"what": "enquiry", "enquiry": enquiry.public_id},
            key=f"enquiry:{enquiry.public_id}",
            queue="mail",
        )
    return enquiry


def _sent_before(organisation: Organisation, client_uuid: UUID, listing: TransferListing) -> Enquiry | None:
    mine = Enquiry.objects.filter(organisation=organisation, conversation__opening_uuid=client_uuid)
    found = mine.select_related("conversation").first()
    if found and found.listing_id != listing.pk:
        raise GuardsUnmet([_("This form was sent for another listing already. Open the enquiry form again.")])
    return found


def _new_enquiry(actor: Actor, listing: TransferListing, organisation: Organisation, now: datetime) -> Enquiry:
    if listing.state != ListingState.PUBLISHED:
        raise WrongState(listing.get_state_display())
    if is_owner(listing, actor.user):
        raise GuardsUnmet([_("This listing is your own organisation's.")])
    try:
        with transaction.atomic():
            return Enquiry.objects.create(
                listing=listing, organisation=organisation, acted_by=actor.someone, created_at=now
            )
    except IntegrityError:
        raise GuardsUnmet([_("Your organisation has an open enquiry about this listing.")]) from None
