"""The life of a listing. That of an enquiry is in `enquiry_flow.py`."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.listings.enums import UNDER_WAY
from hub.listings.enums import ListingState as S
from hub.workflow.machine import CLOCK, Guard, Machine, Transition, register
from ip_transfer.enquiry_flow import ENQUIRY
from ip_transfer.listing_steps import (
    COMPLETE,
    clash,
    drop_changes,
    go_public,
    lapsed,
    merge,
    no_longer_valid,
    not_passed,
    not_scored,
    note_outcome,
    prolong,
    reindex,
    stamp,
    still_valid,
    tell,
)
from ip_transfer.models import TransferListing
from ip_transfer.rules import (
    JUDGE,
    LISTING_OWNER,
    OWNER,
    PUBLISHER,
    REJECTING_JUDGE,
    REVIEWER,
    REVISION_OWNER,
    REVISION_PUBLISHER,
    scored_this_round,
)

__all__ = ["ENQUIRY", "LISTING"]

REVIEW_WITHIN = timedelta(days=7)
RENEWAL_OPENS = timedelta(days=30)

LISTING = register(
    Machine(
        TransferListing,
        (
            Transition(
                "submit",
                (S.DRAFT, S.ON_HOLD),
                S.SUBMITTED,
                (OWNER,),
                _("Submit for review"),
                "listing.submitted",
                COMPLETE,
                (stamp("submitted_at"), tell("submitted")),
                primary=True,
                article="transfer-rules/3",
                todo=_("Finish the draft"),
            ),
            Transition("take_back", (S.SUBMITTED,), S.DRAFT, (OWNER,), _("Take back to draft"), "listing.taken_back"),
            Transition(
                "start_review",
                (S.SUBMITTED,),
                S.IN_REVIEW,
                (REVIEWER,),
                _("Start the review"),
                "listing.review_started",
                primary=True,
                todo=_("Review"),
                due=REVIEW_WITHIN,
            ),
            Transition(
                "publish",
                (S.IN_REVIEW,),
                S.PUBLISHED,
                (PUBLISHER,),
                _("Publish"),
                "listing.published",
                (Guard("review", not_passed),),
                (go_public, reindex, tell("published")),
                primary=True,
                article="transfer-rules/5",
                todo=_("Decide"),
                todo_when=lambda now: scored_this_round(),
                due=REVIEW_WITHIN,
            ),
            Transition(
                "publish_changes",
                (S.IN_REVIEW,),
                S.MERGED,
                (REVISION_PUBLISHER,),
                _("Publish the changes"),
                "listing.changes_published",
                (Guard("review", not_passed), Guard("clash", clash)),
                (merge, tell("published")),
                primary=True,
                article="transfer-rules/5",
                todo=_("Decide"),
                todo_when=lambda now: scored_this_round(),
                due=REVIEW_WITHIN,
            ),
            Transition(
                "hold",
                (S.IN_REVIEW,),
                S.ON_HOLD,
                (JUDGE,),
                _("Put on hold for changes"),
                "listing.held",
                (Guard("scored", not_scored),),
                (tell("returned"),),
                article="transfer-rules/5",
                todo=_("Score it"),
                todo_when=lambda now: ~scored_this_round(),
                due=REVIEW_WITHIN,
            ),
            Transition(
                "reject",
                (S.IN_REVIEW,),
                S.REJECTED,
                (REJECTING_JUDGE,),
                _("Reject"),
                "listing.rejected",
                (Guard("scored", not_scored),),
                (tell("rejected"),),
                explain=_("The owner reads your comment and may revise it."),
                danger=True,
                article="transfer-rules/5",
            ),
            Transition(
                "pause",
                (S.PUBLISHED,),
                S.PAUSED,
                (LISTING_OWNER,),
                _("Pause"),
                "listing.paused",
                (),
                (reindex,),
                explain=_("Nobody finds it until you resume it. Enquiries that are open stay open."),
            ),
            Transition(
                "resume",
                (S.PAUSED,),
                S.PUBLISHED,
                (LISTING_OWNER,),
                _("Resume"),
                "listing.resumed",
                (Guard("valid", no_longer_valid),),
                (reindex,),
                primary=True,
            ),
            Transition(
                "renew",
                (S.PUBLISHED, S.EXPIRED),
                S.PUBLISHED,
                (LISTING_OWNER,),
                _("Renew"),
                "listing.renewed",
                (Guard("lapsed", lapsed),),
                (prolong, reindex),
                todo=_("Renew or close"),
                todo_when=lambda now: Q(valid_until__lte=now + RENEWAL_OPENS),
                due="valid_until",
            ),
            Transition(
                "close",
                (S.PUBLISHED, S.PAUSED, S.EXPIRED),
                S.CLOSED,
                (LISTING_OWNER,),
                pgettext_lazy("end an enquiry", "Close"),
                "listing.closed",
                (),
                (note_outcome, drop_changes, reindex),
                explain=_("It leaves the catalogue. Say how it ended: that is how we learn what works."),
            ),
            Transition(
                "expire",
                (S.PUBLISHED, S.PAUSED),
                S.EXPIRED,
                (CLOCK,),
                _("Expire"),
                "listing.expired",
                (Guard("valid", still_valid),),
                (reindex,),
                timeout="valid_until",
            ),
            Transition(
                "withdraw",
                (S.PUBLISHED, S.PAUSED, S.ON_HOLD),
                S.WITHDRAWN,
                (LISTING_OWNER, PUBLISHER),
                _("Withdraw"),
                "listing.withdrawn",
                (),
                (drop_changes, reindex),
                explain=_(
                    "It disappears from search and from the standard’s page at once. To publish it again, it goes through review again."
                ),
                danger=True,
            ),
            Transition(
                "discard",
                (S.DRAFT, S.ON_HOLD),
                S.WITHDRAWN,
                (REVISION_OWNER,),
                _("Discard the changes"),
                "listing.changes_discarded",
                explain=_("The changes are thrown away. The public listing stays as it is."),
                danger=True,
            ),
            Transition(
                "drop",
                UNDER_WAY,
                S.WITHDRAWN,
                (CLOCK,),
                _("Discard the changes with the listing"),
                "listing.changes_discarded",
            ),
            Transition(
                "revise",
                (S.WITHDRAWN, S.REJECTED, S.EXPIRED, S.CLOSED),
                S.DRAFT,
                (LISTING_OWNER,),
                _("Revise"),
                "listing.revised",
                (),
                (drop_changes,),
            ),
        ),
    )
)
