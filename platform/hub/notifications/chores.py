"""Daily mails leave with the clock."""

from django.utils import timezone

from hub.notifications.services.digests import send_digests
from hub.outbox.clock import every_tick


@every_tick("notifications.send_digests")
def digests() -> int:
    """Write the daily mails that are due."""
    return send_digests(now=timezone.now())
