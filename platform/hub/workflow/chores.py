"""The clock of workflows: deadlines are kept at every tick."""

from django.utils import timezone

from hub.outbox.clock import every_tick
from hub.workflow.timekeeping import send_due_reminders, take_due_steps


@every_tick("workflow.timeouts")
def take() -> int:
    """Take the steps whose time has come."""
    return take_due_steps(now=timezone.now())


@every_tick("workflow.reminders")
def remind() -> int:
    """Remind people of what is due soon."""
    return send_due_reminders(now=timezone.now())
