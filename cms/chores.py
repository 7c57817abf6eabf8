"""Pages go live and expire with the clock."""

from django.utils import timezone

from cms.services import run_page_schedule
from hub.outbox.clock import every_tick


@every_tick("cms.schedule")
def follow_page_schedule() -> bool:
    """Publish and withdraw the pages whose hour has come."""
    return run_page_schedule(now=timezone.now())
