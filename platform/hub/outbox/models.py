"""One row for each effect that must happen because something was committed."""

from django.db import models

from hub.outbox.enums import OPEN, DropReason, State


class OutboxMessage(models.Model):
    """An effect to come (or done): its kind names the handler, its key makes it happen once.

    `owner` is the token of the drainer that holds it: only that one may mark it. Rows with the same `ordered_by` are
    done one after the other, in the order in which they were written.
    """

    queue = models.CharField(max_length=20)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    ordered_by = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    owner = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    drop_reason = models.CharField(max_length=20, choices=DropReason.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="outbox_state", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(
                name="outbox_claim_has_owner", condition=~models.Q(state=State.CLAIMED) | ~models.Q(owner="")
            ),
        ]
        indexes = [
            models.Index(
                name="outbox_waiting", fields=["queue", "due_at", "id"], condition=models.Q(state=State.PENDING)
            ),
            models.Index(name="outbox_held", fields=["claimed_until"], condition=models.Q(state=State.CLAIMED)),
            models.Index(
                name="outbox_in_order",
                fields=["ordered_by", "id"],
                condition=models.Q(state__in=OPEN) & ~models.Q(ordered_by=""),
            ),
            models.Index(name="outbox_parked", fields=["id"], condition=models.Q(state=State.PARKED)),
            models.Index(
                name="outbox_ended",
                fields=["done_at"],
                condition=models.Q(state__in=[State.DONE, State.DROPPED]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.state})"
