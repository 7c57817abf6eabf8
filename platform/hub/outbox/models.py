"""One row for each effect that must happen because something was committed."""

from django.db import models

from hub.outbox.enums import State


class OutboxMessage(models.Model):
    """An effect to come (or done): its kind names the handler, its key makes it happen once."""

    queue = models.CharField(max_length=20)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="outbox_state", condition=models.Q(state__in=State.values)),
        ]
        indexes = [
            models.Index(
                name="outbox_open",
                fields=["queue", "due_at", "id"],
                condition=models.Q(state__in=[State.PENDING, State.CLAIMED]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.state})"
