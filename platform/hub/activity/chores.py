"""The sealer runs with the clock."""

from django.utils import timezone

from hub.activity.services import seal_pending
from hub.outbox.clock import every_tick


@every_tick("activity.seal")
def seal() -> int:
    """Seal what was done since the last tick."""
    return seal_pending(now=timezone.now())
