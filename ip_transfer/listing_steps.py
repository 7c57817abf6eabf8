"""What a step of a listing needs, and what it brings about; `workflow.py` puts them together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.common.actors import Actor
from hub.listings.enums import TRL_NEEDS_EVIDENCE, UNDER_WAY, Outcome, Verdict
from hub.listings.scoring import thresholds
from hub.listings.validity import months_later
from hub.outbox.services import enqueue
from hub.workflow.errors import GuardsUnmet
from hub.workflow.machine import Guard, Text
from hub.workflow.services import fire
from ip_transfer.models import TransferListing
from ip_transfer.rules import reviews_of_round, verdict_of_round
from ip_transfer.shared_rights import clash_of_changes
from ip_transfer.versioning import mark_public, take_over
from search.services import index


def no_standard(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    """A listing is tied to a standard."""
    return None if listing.standard_links.exists() else _("Link it to at least one standard.")


def no_summary(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    """It has a summary."""
    return None if listing.summary_en or listing.summary_zh else _("Write a summary in at least one language.")


def no_evidence(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    """A claim of maturity has its evidence."""
    if listing.trl is None or listing.trl < TRL_NEEDS_EVIDENCE or listing.trl_evidence:
        return None
    return _("Say what shows its technology readiness: from TRL 4 on a sentence of evidence is needed.")


def not_scored(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    """Somebody scored it in this round."""
    return None if reviews_of_round(listing).exists() else _("Score it first: the owner needs your comment.")


def not_passed(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    """The scores let it through."""
    found = verdict_of_round(listing)
    if found is None:
        return _("A reviewer scores it first.")
    if found == Verdict.PUBLISH:
        return None
    least, _hold = thresholds()
    return gettext("The scores are too low: a sum of at least %(least)s and no score of 0 are needed.") % {
        "least": least
    }


def still_valid(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    """Its time has run out."""
    over = listing.valid_until is not None and listing.valid_until <= now
    return None if over else _("It is valid still.")


def no_longer_valid(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    """Its time has not run out."""
    over = listing.valid_until is not None and listing.valid_until <= now
    return _("Its time has run out. Renew it first.") if over else None


def lapsed(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    """The right stands."""
    return (
        _("The right has lapsed. Close the listing, or change it.") if listing.asset.legal_status == "lapsed" else None
    )


def clash(listing: TransferListing, now: datetime, data: dict[str, Any]) -> Text | None:
    """Changes to a public listing fit to it and to the other listings of the right."""
    return clash_of_changes(listing)


def stamp(field: str) -> Any:
    """Write the moment into a field."""

    def effect(obj: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
        setattr(obj, field, now)
        obj.save(update_fields=[field])

    return effect


def reindex(listing: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    """Bring the search up to date."""
    index(listing)


def go_public(listing: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    """Begin the time in which it is public."""
    listing.published_at = listing.reviewed_at = now
    listing.valid_until = months_later(now, listing.valid_months)
    listing.notice_stage = 0
    listing.save(update_fields=["published_at", "reviewed_at", "valid_until", "notice_stage"])
    mark_public(listing, now)


def prolong(listing: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    """Begin that time anew."""
    listing.valid_until = months_later(now, listing.valid_months)
    listing.notice_stage = 0
    listing.save(update_fields=["valid_until", "notice_stage"])


def merge(revision: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    """Write the changes into the public listing."""
    index(take_over(revision, actor, now))


def drop_changes(listing: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    """Discard the changes under way: what they were written against is no longer public. Changes that are published at
    this very moment are let be: they find the listing gone and are refused.
    """
    for revision in listing.revisions.filter(state__in=UNDER_WAY).select_for_update(skip_locked=True):
        fire(revision, "drop", Actor.system(), now)


def note_outcome(listing: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    """Note how it ended. Raises GuardsUnmet without an outcome."""
    listing.outcome = data.get("outcome_code", "")
    if listing.outcome not in Outcome.values:
        raise GuardsUnmet([gettext("Choose how it ended.")])
    listing.save(update_fields=["outcome"])


def tell(kind: str) -> Any:
    """Plan the mails of a kind."""

    def effect(listing: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
        key = f"{kind}:{listing.public_id}:{now.isoformat()}"
        enqueue(kind="ip_transfer.tell", payload={"what": kind, "listing": listing.public_id}, key=key, queue="mail")

    return effect


COMPLETE = (
    Guard("summary", no_summary),
    Guard("standard", no_standard),
    Guard("evidence", no_evidence),
    Guard("clash", clash),
)
