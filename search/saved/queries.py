"""Reads of saved searches: only their owner sees them."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from search.asked import Asked
from search.enums import Order
from search.folding import fold
from search.models import SavedSearch
from search.queries import Found, find_keys
from search.readers import audiences_of


def visible_to(user: Any) -> QuerySet[SavedSearch]:
    """Return the saved searches somebody may see: their own."""
    if not (user and user.is_authenticated):
        return SavedSearch.objects.none()
    return SavedSearch.objects.filter(owner=user)


def list_saved(user: Any) -> QuerySet[SavedSearch]:
    """Return a person's saved searches, the newest first."""
    return visible_to(user).order_by("-id")


def get_visible_or_404(user: Any, public_id: str) -> SavedSearch:
    """Return a saved search of this person. Raises Http404."""
    found = visible_to(user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def asked_of(saved: SavedSearch) -> Asked:
    """Return what a saved search asks, the types of its catalogue among its filters."""
    facets = {name: tuple(values) for name, values in saved.facets.items()}
    return Asked(saved.text, tuple(saved.types), facets, 1, Order(saved.order), saved.across)


def fingerprint_of(asked: Asked) -> str:
    """Return what is equal for two searches that find the same, whatever the order of words in a list or of the results."""
    facets = {name: sorted(values) for name, values in asked.facets.items()}
    asks = [fold(asked.text), sorted(asked.types), facets, asked.across]
    return hashlib.sha256(json.dumps(asks, sort_keys=True).encode()).hexdigest()


def find_same(user: Any, asked: Asked) -> SavedSearch | None:
    """Return the person's saved search that asks the same, or None."""
    return visible_to(user).filter(fingerprint=fingerprint_of(asked)).first()


def appeared_since(asked: Asked, reader: Any, since: datetime | None, **more: Any) -> Found:
    """Return what a search of a person newly finds."""
    return find_keys(
        text=asked.text,
        audiences=audiences_of(reader),
        types=asked.types,
        facets=asked.facets,
        across=asked.across,
        since=since,
        **more,
    )


def count_now(saved: SavedSearch, reader: Any) -> tuple[int, int]:
    """Return how many results a saved search has now, and how many of them are new since its owner last opened it."""
    asked = asked_of(saved)
    everything = appeared_since(asked, reader, None, share=0.0, limit=0)
    return everything.total, appeared_since(asked, reader, saved.seen_at, limit=0).total
