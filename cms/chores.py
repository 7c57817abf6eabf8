"""Pages go live and expire with the clock; what a crash kept from log and search is made good."""

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from cms.services import run_page_schedule
from cms.services.log import reconcile
from hub.outbox.clock import every_tick
from hub.outbox.services import enqueue

HOUR = 3600


@every_tick("cms.schedule")
def follow_page_schedule() -> bool:
    """Publish and withdraw the pages whose hour has come."""
    return run_page_schedule(now=timezone.now())


@every_tick("cms.reconcile")
def make_good() -> int:
    """Log and index what went on or off the site unnoticed."""
    return reconcile(now=timezone.now())


@every_tick("cms.links")
def ask_for_links() -> None:
    """Once an hour, have the links looked at whose turn it is; the network is the outbox's business, not the clock's."""
    now = timezone.now()
    key = f"links:{now:%Y-%m-%dT%H}"
    if cache.add(f"cms.{key}", True, HOUR):
        with transaction.atomic():
            enqueue(kind="cms.check_links", payload={}, key=key)
