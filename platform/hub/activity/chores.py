"""The sealer runs with the clock."""

from django.utils import timezone

from hub.activity.sealing import anchor_chain, seal_pending
from hub.outbox.clock import every_tick


@every_tick("activity.seal")
def seal() -> int:
    """Seal what was done since the last tick; once a day, note how far the chain reaches."""
    now = timezone.now()
    sealed = seal_pending(now=now)
    anchor_chain(now=now)
    return sealed
