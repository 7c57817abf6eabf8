"""Telling the owners of listings whose time runs out; the step `expire` itself has a timeout."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hub.listings.validity import stage_due
from hub.outbox.services import enqueue
from ip_transfer import queries
from ip_transfer.models import TransferListing

BATCH = 200
NOTICE_KINDS = {1: "expires_month", 2: "expires_week", 3: "expired"}


def send_expiry_notices(*, now: datetime) -> int:
    """Write the notices that are due, each once for an end: 30 days before, 7 days before, and when it ended.

    After a pause of the clock only the latest is sent. Returns how many.
    """
    count = 0
    for public_id in queries.due_for_notice(now).values_list("public_id", flat=True)[:BATCH]:
        with transaction.atomic():
            listing = TransferListing.objects.select_for_update().get(public_id=public_id)
            if listing.valid_until is None or (stage := stage_due(listing.valid_until, now)) <= listing.notice_stage:
                continue
            listing.notice_stage = stage
            listing.save(update_fields=["notice_stage"])
            what = NOTICE_KINDS[stage]
            key = f"{what}:{listing.public_id}:{listing.valid_until.isoformat()}"
            enqueue(kind="ip_transfer.tell", payload={"what": what, "listing": public_id}, key=key, queue="mail")
        count += 1
    return count
