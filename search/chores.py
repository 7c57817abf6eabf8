"""Saved searches are run by the clock, engines that lost track are noticed, old counts of questions go."""

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from hub.outbox.clock import every_tick
from search.engines import followers
from search.following import ask_for_mending
from search.questions.totals import prune
from search.saved.alerts import run_due

FIVE_MINUTES = 300


@every_tick("search.saved")
def alerts() -> int:
    """Tell people of what their saved searches newly find."""
    return run_due(now=timezone.now())


@every_tick("search.mend")
def notice_lost_track() -> int:
    """Every five minutes, have an engine mended that lost what it held or was given up on."""
    if not cache.add("search.mend", True, FIVE_MINUTES):
        return 0
    with transaction.atomic():
        return ask_for_mending(followers(), timezone.now())


@every_tick("search.questions")
def forget_questions() -> int:
    """Delete the counts of questions that are kept no longer."""
    return prune(today=timezone.now().date())
