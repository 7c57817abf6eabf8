"""What the clock does for listings and enquiries."""

from django.utils import timezone

from hub.outbox.clock import every_tick
from ip_transfer.services.enquiries import follow_up
from ip_transfer.services.expiry import send_expiry_notices


@every_tick("ip_transfer.expiry_notices")
def tell_of_expiry() -> int:
    """Tell owners what ends soon, and what ended."""
    return send_expiry_notices(now=timezone.now())


@every_tick("ip_transfer.follow_up")
def follow() -> int:
    """Remind owners who do not answer."""
    return follow_up(now=timezone.now())
