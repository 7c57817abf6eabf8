"""Saved searches are run by the clock."""

from django.utils import timezone

from hub.outbox.clock import every_tick
from search.saved.alerts import run_due


@every_tick("search.saved")
def alerts() -> int:
    """Tell people of what their saved searches newly find."""
    return run_due(now=timezone.now())
