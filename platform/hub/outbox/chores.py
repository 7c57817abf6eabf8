"""The outbox forgets with the clock."""

from django.utils import timezone

from hub.outbox.clock import every_tick
from hub.outbox.services import forget_ended


@every_tick("outbox.forget")
def forget() -> int:
    """Delete a batch of effects that ended long ago."""
    return forget_ended(now=timezone.now())
