"""Pages go live and expire with the clock; what a crash kept from log and search is made good."""

from django.utils import timezone

from cms.services import run_page_schedule
from cms.services.log import reconcile
from hub.outbox.clock import every_tick


@every_tick("cms.schedule")
def follow_page_schedule() -> bool:
    """Publish and withdraw the pages whose hour has come."""
    return run_page_schedule(now=timezone.now())


@every_tick("cms.reconcile")
def make_good() -> int:
    """Log and index what went on or off the site unnoticed."""
    return reconcile(now=timezone.now())
