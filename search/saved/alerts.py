"""The clock's part: ask again what people keep, and tell each of them once of what appeared.

A run asks an engine outside any transaction, then, in one: locks the search, leaves out what its owner was told of, reads the
rest as the owner may see it at that moment, tells, and notes what was told. A run that dies tells nothing and notes nothing.
Engines lag and transactions end late, so each run looks back over a margin beyond what was considered before; notes keep it
from telling twice and are dropped long after that margin.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from hub.common.bilingual import pick
from hub.notifications.services import notify
from search.appeared import Appeared, seen_by
from search.asked import MOMENT
from search.enums import Frequency
from search.models import AlertedDocument, SavedSearch, SearchDocument
from search.saved.queries import appeared_since, asked_of
from search.saved.services import MARGIN, ROWS, next_run, note_known
from search.saved.tokens import stop_path

log = logging.getLogger(__name__)

AT_ONCE = 100  # searches in one tick, of those by the clock and of the immediate ones
IN_MAIL = 10  # hits named in a mail
SETTLE = timedelta(minutes=3)  # how long immediate searches go on looking after a document appeared
PAUSE = timedelta(seconds=10)  # between two looks of an immediate search
GAP = timedelta(
    minutes=10
)  # between two notices of an immediate search: an import is told in a few mails, not in a hundred
OUTAGE_PAUSE = timedelta(minutes=5)  # the same while a copy answers for the main engine
AFTER_FAILURE = timedelta(minutes=10)
FARTHEST = timedelta(days=8)  # a run further ahead was set by a clock that went wrong
WRONG_CLOCK = timedelta(hours=1)  # so was a cursor so far ahead
KEPT = timedelta(days=30)  # how much older than the newest a note may be


def run_due(*, now: datetime) -> int:
    """Run the saved searches that are due and return how many people were told. One that fails stops no other: it is tried
    again later.
    """
    return sum(_try_run(saved, now) for saved in (*_by_the_clock(now), *_immediate(now)))


def _waiting(now: datetime) -> Any:
    """Searches of people who may act and whose time has come, or was set by a clock that went wrong."""
    wrong = Q(next_run_at__gt=now + FARTHEST) | Q(next_run_at__isnull=False, cursor__gt=now + WRONG_CLOCK)
    reached = Q(next_run_at__lte=now) | wrong
    rows = SavedSearch.objects.filter(reached, owner__is_active=True).select_related("owner")
    return rows.order_by("next_run_at", "id")


def _by_the_clock(now: datetime) -> Sequence[SavedSearch]:
    return list(_waiting(now).exclude(frequency=Frequency.IMMEDIATE)[:AT_ONCE])


def _immediate(now: datetime) -> Sequence[SavedSearch]:
    """Those of the immediate ones that have something to look for: a document appeared after their last look, or so shortly
    before that an engine may not have had it.
    """
    appeared = SearchDocument.objects.filter(is_deleted=False, appeared_at__lte=now)
    newest = appeared.order_by("-appeared_at").values_list("appeared_at", flat=True).first()
    if newest is None:
        return []
    unlooked = Q(cursor__lte=newest + SETTLE) | Q(cursor__gt=now)
    return list(_waiting(now).filter(unlooked, frequency=Frequency.IMMEDIATE)[:AT_ONCE])


def _try_run(saved: SavedSearch, now: datetime) -> bool:
    try:
        return run(saved, now=now)
    except Exception:
        log.exception("the saved search %s could not be run", saved.public_id)
        same = SavedSearch.objects.filter(pk=saved.pk, next_run_at=saved.next_run_at)
        same.update(next_run_at=now + AFTER_FAILURE)
        return False


def run(saved: SavedSearch, *, now: datetime) -> bool:
    """Run one saved search; return whether its owner was told of something. Nothing happens when another process ran it or
    its owner changed it meanwhile.
    """
    since = min(saved.cursor, now) - MARGIN
    found = appeared_since(asked_of(saved), saved.owner, since)
    with transaction.atomic():
        rows = SavedSearch.objects.select_for_update(of=("self",)).select_related("owner")
        row = rows.filter(pk=saved.pk, next_run_at=saved.next_run_at, owner__is_active=True).first()
        if row is None:
            return False
        news = _news(row, found.keys)
        if news:
            _tell(row, news, now)
            appeared_at = {n.document.key: n.document.appeared_at for n in news}
            note_known(row, appeared_at)
            _drop_notes(row, before=max(appeared_at.values()) - KEPT)
        _set_next(row, now, is_current=found.is_current, told=bool(news))
    return bool(news)


def _news(saved: SavedSearch, keys: Sequence[str]) -> list[Appeared]:
    """Return what the owner may see now and was not told of, in the order of the keys."""
    found = []
    for start in range(0, len(keys), ROWS):
        part = keys[start : start + ROWS]
        row_of = {d.key: d for d in SearchDocument.objects.filter(key__in=part, is_deleted=False)}
        known = dict(AlertedDocument.objects.filter(saved_search=saved, key__in=part).values_list("key", "appeared_at"))
        rows = [row_of[k] for k in part if k in row_of and known.get(k) != row_of[k].appeared_at]
        found += seen_by(saved.owner, rows)
    return found


def _tell(saved: SavedSearch, news: Sequence[Appeared], now: datetime) -> None:
    language = saved.owner.language or settings.LANGUAGE_CODE
    since = min(n.document.appeared_at for n in news).astimezone(UTC).strftime(MOMENT)
    with translation.override(language):
        context = {
            "saved": saved,
            "count": len(news),
            "hits": [_line(n, language) for n in news[:IN_MAIL]],
            "more": max(0, len(news) - IN_MAIL),
            "results_path": f"{reverse('search:saved-open', args=[saved.public_id])}?{urlencode({'since': since})}",
            "change_path": reverse("search:saved-edit", args=[saved.public_id]),
            "stop_path": stop_path(saved.public_id),
        }
    notify(
        kind="search.found",
        reader=saved.owner,
        subject=saved,
        key=f"search:{saved.public_id}:{now:%Y%m%d%H%M%S%f}",
        now=now,
        data={"count": len(news), "since": since},
        context=context,
    )


def _line(one: Appeared, language: str) -> dict[str, str]:
    """Return title, kind and path in the active language."""
    return {"title": pick(one.document, "title", language).text, "kind": str(one.entry.label), "path": one.url}


def _drop_notes(saved: SavedSearch, *, before: datetime) -> None:
    """Drop the notes that no run looks back to; by the time of the documents, which a clock that goes wrong leaves alone."""
    AlertedDocument.objects.filter(saved_search=saved, appeared_at__lt=before).delete()


def _set_next(saved: SavedSearch, now: datetime, *, is_current: bool, told: bool) -> None:
    """What a copy answered is asked once more when the main engine is back."""
    saved.last_run_at = now
    if is_current:
        saved.cursor = now
    saved.next_run_at = next_run(saved.frequency, now, saved.owner.timezone)
    if saved.frequency == Frequency.IMMEDIATE:
        saved.next_run_at = now + (GAP if told else PAUSE if is_current else OUTAGE_PAUSE)
    saved.save(update_fields=["last_run_at", "cursor", "next_run_at"])
