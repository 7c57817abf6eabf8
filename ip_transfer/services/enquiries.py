"""Asking about a listing, showing who asks, opening the confidential layer, and reminding who does not answer."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hub.accounts.models import Organisation
from hub.activity.services import record
from hub.common.actors import Actor
from hub.common.ids import ALPHABET
from hub.listings.enums import ListingState
from hub.messaging.services import open_conversation, reveal_organisation
from hub.outbox.services import enqueue
from hub.workflow.errors import GuardsUnmet, NotAllowed, WrongState
from ip_transfer.enums import EnquiryState
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.models.enquiries import ADVISER_AFTER, ANSWER_WITHIN
from ip_transfer.rules import BUYER, SELLER, is_owner

ALIAS_LETTERS = 4
BATCH = 200


def open_enquiry(
    *,
    actor: Actor,
    listing: TransferListing,
    organisation: Organisation,
    message: str,
    client_uuid: UUID,
    now: datetime,
    masked: bool = False,
) -> Enquiry:
    """Ask the owner about a published listing: the question opens a conversation. One open enquiry per organisation and listing.

    `masked` keeps the name from the owner until `reveal_buyer`. The same form sent twice (`client_uuid`) is one enquiry.
    Raises WrongState (not published) or GuardsUnmet (own listing, or an enquiry is open already).
    """
    with transaction.atomic():
        rows = TransferListing.objects.select_for_update(of=("self",)).select_related("organisation")
        locked = rows.get(pk=listing.pk)
        if sent_before := _sent_before(organisation, client_uuid, locked):
            return sent_before
        enquiry = _new_enquiry(actor, locked, organisation, masked, now)
        enquiry.conversation = open_conversation(
            actor=actor,
            subject=enquiry,
            organisations=[organisation, locked.organisation],
            first_message=message,
            client_uuid=client_uuid,
            now=now,
            alias=_new_alias() if masked else "",
        )
        enquiry.save(update_fields=["conversation"])
        data = {"listing": locked.public_id, "masked": masked}
        record(actor=actor, verb="enquiry.opened", subject=enquiry, data=data, now=now)
        _tell("enquiry", enquiry, f"enquiry:{enquiry.public_id}")
    return enquiry


def _new_alias() -> str:
    return "".join(secrets.choice(ALPHABET) for _letter in range(ALIAS_LETTERS)).upper()


def _tell(what: str, enquiry: Enquiry, key: str) -> None:
    payload = {"what": what, "enquiry": enquiry.public_id}
    enqueue(kind="ip_transfer.tell", payload=payload, key=key, queue="mail")


def _sent_before(organisation: Organisation, client_uuid: UUID, listing: TransferListing) -> Enquiry | None:
    mine = Enquiry.objects.filter(organisation=organisation, conversation__opening_uuid=client_uuid)
    found = mine.select_related("conversation").first()
    if found and found.listing_id != listing.pk:
        raise GuardsUnmet([_("This form was sent for another listing already. Open the enquiry form again.")])
    return found


def _new_enquiry(
    actor: Actor, listing: TransferListing, organisation: Organisation, masked: bool, now: datetime
) -> Enquiry:
    if listing.state != ListingState.PUBLISHED:
        raise WrongState(listing.get_state_display())
    if is_owner(listing, actor.user):
        raise GuardsUnmet([_("This listing is your own organisation's.")])
    try:
        with transaction.atomic():
            return Enquiry.objects.create(
                listing=listing, organisation=organisation, acted_by=actor.someone, masked=masked, created_at=now
            )
    except IntegrityError:
        raise GuardsUnmet([_("Your organisation has an open enquiry about this listing.")]) from None


def reveal_buyer(*, actor: Actor, enquiry: Enquiry, now: datetime) -> None:
    """Show the buyer's name to the owner, from the first message on. Raises NotAllowed for anybody but the buyer."""
    with transaction.atomic():
        locked = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
        if not BUYER.admits(locked, actor):
            raise NotAllowed([str(BUYER.label)])
        if not locked.is_nameless or locked.conversation is None:
            return
        reveal_organisation(
            actor=Actor.person(actor.someone, locked.organisation), conversation=locked.conversation, now=now
        )
        locked.revealed_at = now
        locked.save(update_fields=["revealed_at"])
        record(actor=actor, verb="enquiry.revealed", subject=locked, now=now)
        _tell("revealed", locked, f"revealed:{locked.public_id}")


def open_details(*, actor: Actor, enquiry: Enquiry, now: datetime) -> None:
    """Let the buyer of an enquiry that was taken further read the confidential layer, once it has shown its name.

    Raises NotAllowed for anybody but the owner, WrongState before it was taken further, GuardsUnmet for a nameless buyer.
    """
    with transaction.atomic():
        locked = _lock_for_seller(actor, enquiry)
        if locked.state != EnquiryState.QUALIFIED:
            raise WrongState(locked.get_state_display())
        if locked.is_nameless:
            raise GuardsUnmet([_("The other side has not shown its name yet.")])
        if locked.details_open_at is None:
            locked.details_open_at = now
            locked.save(update_fields=["details_open_at"])
            record(actor=actor, verb="enquiry.details_opened", subject=locked, now=now)
            _tell("details_opened", locked, f"details_opened:{locked.public_id}:{now.isoformat()}")


def close_details(*, actor: Actor, enquiry: Enquiry, now: datetime) -> None:
    """Close the confidential layer to the buyer again. Raises NotAllowed for anybody but the owner."""
    with transaction.atomic():
        locked = _lock_for_seller(actor, enquiry)
        if locked.details_open_at is not None:
            locked.details_open_at = None
            locked.save(update_fields=["details_open_at"])
            record(actor=actor, verb="enquiry.details_closed", subject=locked, now=now)


def _lock_for_seller(actor: Actor, enquiry: Enquiry) -> Enquiry:
    locked = Enquiry.objects.select_for_update(of=("self",)).select_related("listing").get(pk=enquiry.pk)
    if not SELLER.admits(locked, actor):
        raise NotAllowed([str(SELLER.label)])
    return locked


def follow_up(*, now: datetime) -> int:
    """Remind owners after seven days without an answer, and put the enquiry on the advisers' desk after ten; return how many.

    Each once for an enquiry, whenever the clock runs again.
    """
    to_remind = Q(created_at__lte=now - ANSWER_WITHIN, reminded_at=None)
    to_escalate = Q(created_at__lte=now - ADVISER_AFTER)
    waiting = Enquiry.objects.filter(to_remind | to_escalate, state=EnquiryState.NEW, escalated_at=None)
    count = 0
    for pk in waiting.order_by("created_at").values_list("pk", flat=True)[:BATCH]:
        with transaction.atomic():
            enquiry = Enquiry.objects.select_for_update().get(pk=pk)
            count += enquiry.state == EnquiryState.NEW and _step_up(enquiry, now)
    return count


def _step_up(enquiry: Enquiry, now: datetime) -> bool:
    late = now - enquiry.created_at
    field, what, verb = "reminded_at", "reminder", "enquiry.reminded"
    if late >= ADVISER_AFTER:
        field, what, verb = "escalated_at", "escalated", "enquiry.escalated"
    if getattr(enquiry, field) is not None:
        return False
    setattr(enquiry, field, now)
    enquiry.save(update_fields=[field])
    record(actor=Actor.clock(), verb=verb, subject=enquiry, now=now)
    _tell(what, enquiry, f"{what}:{enquiry.public_id}")
    return True
