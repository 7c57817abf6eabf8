"""The mark in the cache by which every process learns that the terms changed."""

from __future__ import annotations

import secrets

from django.core.cache import cache
from django.db import transaction

KEY = "search.lexicon"


def change_stamp() -> None:
    """Let every process read the terms again soon after the running transaction."""
    transaction.on_commit(lambda: cache.set(KEY, secrets.token_hex(8), None))


def stamp() -> str:
    """Return the present mark; a new one where the cache lost it."""
    found = cache.get(KEY)
    if found is None:
        cache.add(KEY, secrets.token_hex(8), None)
        found = cache.get(KEY)
    return str(found)
