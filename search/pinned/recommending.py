"""What is recommended to a reader for a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from search.engines.base import Scored
from search.lexicon.current import ask_with_terms
from search.models import SearchDocument
from search.pinned.pins import keeper
from search.queries import MAX_TEXT, Hit, read_again


def recommended(
    *, text: str, user: Any, audiences: frozenset[str], language: str, types: Sequence[str] = ()
) -> list[Hit]:
    """Return what editors recommend for a question and this person may see, of these types (of all when none is named).
    Costs no query where nothing is recommended, else two and one for each type.
    """
    keys = keeper.get().keys_for(text[:MAX_TEXT], timezone.now().date())
    if not keys:
        return []
    rows = SearchDocument.objects.filter(key__in=keys, is_deleted=False).only("key", "type", "audiences")
    open_to = {row.key for row in rows if not audiences.isdisjoint(row.audiences) and (not types or row.type in types)}
    scored = [Scored(key, 0.0) for key in keys if key in open_to]
    hits = read_again(scored, user, language, ask_with_terms(text[:MAX_TEXT])) if scored else []
    return [replace(hit, is_translated=False) for hit in hits]  # an editor found them, not a translation
