"""A list of standards that an editor brings in."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hub.common.ids import PublicIdField
from hub.standards.enums import ImportFailure, ImportState


class ImportRun(models.Model):
    """A list on its way into the registry: checked first, applied when the editor says so.

    `content` is the text of the CSV file. `rows_done` counts those the present phase has judged; `report` is its CSV so far,
    `counts` how many rows had which outcome, `seen` the row of each number (slug) in it. `applied_by` is who had it applied,
    or tried again last: the acts are theirs. `attempt` counts how often a stopped list was tried again.
    """

    public_id = PublicIdField()
    name = models.CharField(max_length=200)
    content = models.TextField()
    profile = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.CHECKING)
    rows_total = models.PositiveIntegerField()
    rows_done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    report = models.TextField(blank=True)
    seen = models.JSONField(default=dict)
    attempt = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=10, choices=ImportFailure.choices, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_for = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    applied_for = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="importrun_state", condition=models.Q(state__in=ImportState.values)),
            models.CheckConstraint(
                name="importrun_failure",
                condition=models.Q(failure="") ^ models.Q(state=ImportState.FAILED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"

    @property
    def work_key(self) -> str:
        """The key of the effect that does its next rows."""
        return f"standards.import:{self.public_id}:{self.state}:{self.rows_done}:{self.attempt}"
