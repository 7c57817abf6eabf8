"""Keep a search, change how often its owner hears of it, let it go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from hub.activity.services import record
from hub.common.actors import Actor
from hub.notifications.services.notices import next_digest
from search.asked import Asked
from search.enums import Frequency
from search.models import AlertedDocument, SavedSearch, SearchDocument
from search.saved.queries import appeared_since, asked_of, find_same, fingerprint_of

MOST_SAVED = 50  # searches for each person
MARGIN = timedelta(days=1)  # how late a document may come into an engine, or a transaction end, and still be told
MONDAY = 0
ROWS = 500


class TooManySavedError(Exception):
    """The person keeps as many searches as anybody may."""


class AlreadySavedError(Exception):
    """The person keeps a search that asks the same: `same`."""

    def __init__(self, same: SavedSearch) -> None:
        super().__init__(same.public_id)
        self.same = same


def save_search(
    *, actor: Actor, name: str, place: str, asked: Asked, frequency: Frequency, now: datetime
) -> SavedSearch:
    """Keep a search; everything that it finds now counts as known. `place` is the URL name of the page. Act: search.saved.

    Raises AlreadySavedError, TooManySavedError.
    """
    owner = actor.someone
    known = appeared_since(asked, owner, now - MARGIN).keys
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=owner.pk)  # counts and looks for the same one at a time
        if same := find_same(owner, asked):
            raise AlreadySavedError(same)
        if SavedSearch.objects.filter(owner=owner).count() >= MOST_SAVED:
            raise TooManySavedError
        saved = SavedSearch.objects.create(
            owner=owner,
            name=name,
            place=place,
            text=asked.text,
            types=list(asked.types),
            facets={facet: list(values) for facet, values in asked.facets.items()},
            order=asked.order,
            across=asked.across,
            fingerprint=fingerprint_of(asked),
            frequency=frequency,
            created_at=now,
            seen_at=now,
            cursor=now,
            next_run_at=next_run(frequency, now, owner.timezone),
        )
        count_as_known(saved, known)
        record(actor=actor, verb="search.saved", subject=saved, now=now)
    return saved


def change_saved_search(
    *, actor: Actor, saved: SavedSearch, name: str, frequency: Frequency, now: datetime
) -> SavedSearch:
    """Give a saved search another name or another frequency. What appeared while it was silent is not told afterwards.
    Act: search.changed. Raises SavedSearch.DoesNotExist when it is gone.
    """
    wakes = saved.frequency == Frequency.OFF and frequency != Frequency.OFF
    known = appeared_since(asked_of(saved), saved.owner, now - MARGIN).keys if wakes else []
    with transaction.atomic():
        row = SavedSearch.objects.select_for_update().get(pk=saved.pk)
        if (row.name, row.frequency) == (name, frequency):
            return row
        if row.frequency != frequency:
            row.next_run_at = next_run(frequency, now, saved.owner.timezone)
        if wakes:
            row.cursor = now
            count_as_known(row, known)
        row.name, row.frequency = name, frequency
        row.save()
        record(actor=actor, verb="search.changed", subject=row, data={"frequency": frequency}, now=now)
    return row


def delete_saved_search(*, actor: Actor, saved: SavedSearch, now: datetime) -> None:
    """Let a saved search go. Act: search.deleted."""
    with transaction.atomic():
        record(actor=actor, verb="search.deleted", subject=saved, now=now)
        saved.delete()


def note_opened(*, saved: SavedSearch, now: datetime) -> None:
    """Note that the owner looks at the results now: what is there is no longer new."""
    SavedSearch.objects.filter(pk=saved.pk).update(seen_at=now)


def next_run(frequency: str, now: datetime, zone: str) -> datetime | None:
    """Return when a search of that frequency is due for somebody in a time zone (IANA name); None for never."""
    if frequency == Frequency.OFF:
        return None
    if frequency == Frequency.IMMEDIATE:
        return now
    return next_digest(now, zone, MONDAY if frequency == Frequency.WEEKLY else None)


def count_as_known(saved: SavedSearch, keys: Iterable[str]) -> None:
    """Note that the owner of a search knows of these documents as they appear now."""
    wanted = list(keys)
    for start in range(0, len(wanted), ROWS):
        documents = SearchDocument.objects.filter(key__in=wanted[start : start + ROWS], is_deleted=False)
        note_known(saved, dict(documents.values_list("key", "appeared_at")))


def note_known(saved: SavedSearch, appeared_at: Mapping[str, datetime]) -> None:
    """Note since when the documents that the owner knows of can be found, by key."""
    rows: list[Any] = [AlertedDocument(saved_search=saved, key=key, appeared_at=at) for key, at in appeared_at.items()]
    AlertedDocument.objects.bulk_create(
        rows,
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["saved_search", "key"],
        update_fields=["appeared_at"],
    )
