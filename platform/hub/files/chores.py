"""The store is kept tidy with the clock."""

from django.core.cache import cache
from django.utils import timezone

from hub.files.services import have_unscanned_scanned, sweep_orphans
from hub.outbox.clock import every_tick

HOUR = 3600


@every_tick("files.sweep")
def sweep() -> int:
    """Once an hour, delete content that nobody kept."""
    return sweep_orphans(now=timezone.now()) if cache.add("files.sweep", 1, HOUR) else 0


@every_tick("files.scan")
def scan() -> int:
    """Send files from before there was a scanner to it."""
    return have_unscanned_scanned()
