"""Listings that may be the same thing twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q

from hub.accounts.queries import audiences_of
from hub.listings.enums import ListingState
from hub.listings.similarity import ALIKE_FROM, best_likeness
from ip_transfer.models import TransferListing
from ip_transfer.queries.listings import visible_to, with_links
from search.queries import find

LIMIT = 5
_ENDED = (ListingState.REJECTED, ListingState.WITHDRAWN, ListingState.MERGED)


@dataclass(frozen=True)
class Twin:
    """A listing that looks like another: by its number, or by its words to a percentage."""

    listing: TransferListing
    by: Literal["number", "words"]
    percent: int


def twins_of(listing: TransferListing, user: Any) -> list[Twin]:
    """Return the listings, among those that this person may see, that have the same number or nearly the same words as this one.

    Drafts of others are not among them: what somebody may not see does not show here either.
    """
    others = with_links(visible_to(user)).exclude(pk=listing.pk).exclude(state__in=_ENDED).filter(revises=None)
    if listing.revises_id:
        others = others.exclude(pk=listing.revises_id)
    numbered = list(others.filter(_same_number(listing))[:LIMIT]) if _keys(listing) else []
    found = [Twin(o, "number", 100) for o in numbered]
    known = {o.pk for o in numbered}
    worded = [Twin(o, "words", round(100 * _likeness(listing, o))) for o in _candidates(listing, user, others)]
    alike = sorted((t for t in worded if t.percent >= 100 * ALIKE_FROM and t.listing.pk not in known), key=_by_percent)
    return [*found, *alike][:LIMIT]


def _by_percent(twin: Twin) -> int:
    return -twin.percent


def _keys(listing: TransferListing) -> list[str]:
    return [k for k in (listing.asset.number_key, listing.asset.application_key) if k]


def _same_number(listing: TransferListing) -> Q:
    keys = _keys(listing)
    return Q(asset__number_key__in=keys) | Q(asset__application_key__in=keys)


def _candidates(listing: TransferListing, user: Any, others: Any) -> list[TransferListing]:
    """Public ones that the search finds by the title, and the person's own and desk's, newest first."""
    found: dict[int, TransferListing] = {}
    for title in filter(None, (listing.title_en, listing.title_zh)):
        hits = find(
            text=title, user=user, audiences=audiences_of(user), language="en", types=("ip-listing",), per_page=10
        ).hits
        found |= {hit.obj.pk: hit.obj for hit in hits if hit.obj.pk != listing.pk and hit.obj.pk != listing.revises_id}
    unpublished = others.exclude(state=ListingState.PUBLISHED).order_by("-updated_at")[:200]
    return list((found | {o.pk: o for o in unpublished}).values())


def _likeness(one: TransferListing, other: TransferListing) -> float:
    return best_likeness(_texts(one), _texts(other))


def _texts(listing: TransferListing) -> tuple[str, str]:
    return f"{listing.title_en} {listing.summary_en}".strip(), f"{listing.title_zh} {listing.summary_zh}".strip()
