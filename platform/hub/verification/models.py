"""Cases of verification and their evidence."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import VerificationLevel
from hub.accounts.models import Organisation
from hub.common.ids import PublicIdField
from hub.files.models import StoredFile
from hub.verification.enums import OPEN_STATES, TONES, CaseState, EndCause, EvidenceKind
from hub.workflow.models import StateField, Stateful

LEVELS_TO_SEEK = [choice for choice in VerificationLevel.choices if choice[0]]


class VerificationCase(Stateful):
    """An organisation asks for a level; one verifier checks, another one decides."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="verification_cases")
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    level_sought = models.PositiveSmallIntegerField(_("Level"), choices=LEVELS_TO_SEEK)
    renews = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="renewals")
    state = StateField(max_length=10, choices=CaseState.choices, default=CaseState.DRAFT)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    facts = models.JSONField(default=dict, help_text="what the organisation said about itself when it was submitted")
    checker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    findings = models.TextField(blank=True, help_text="of the checker, for the one who decides")
    checked_at = models.DateTimeField(null=True, blank=True)
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reasons = models.TextField(blank=True, help_text="of the decision, for the organisation")
    end_cause = models.CharField(max_length=8, choices=EndCause.choices, blank=True)
    end_reasons = models.TextField(blank=True, help_text="of a verifier who ended it early, for the organisation")
    level_given = models.PositiveSmallIntegerField(choices=LEVELS_TO_SEEK, null=True, blank=True)
    evidence_kinds = models.JSONField(default=list, help_text="what the decision rests on; public")
    valid_until = models.DateTimeField(null=True, blank=True)

    named_with = ("organisation",)

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_state", condition=models.Q(state__in=CaseState.values)),
            models.CheckConstraint(name="case_end_cause", condition=models.Q(end_cause__in=["", *EndCause.values])),
            models.CheckConstraint(name="case_level", condition=models.Q(level_sought__gte=1, level_sought__lte=4)),
            models.CheckConstraint(
                name="case_decided_by_another",
                condition=~models.Q(state=CaseState.APPROVED) | ~models.Q(checker=models.F("decider")),
            ),
            models.UniqueConstraint(
                name="case_one_open", fields=["organisation"], condition=models.Q(state__in=OPEN_STATES)
            ),
            models.UniqueConstraint(
                name="case_one_in_force", fields=["organisation"], condition=models.Q(state=CaseState.APPROVED)
            ),
        ]
        indexes = [models.Index(name="case_queue", fields=["state", "submitted_at"])]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.level_sought}"

    def get_absolute_url(self) -> str:
        """Return the address of the case; verifiers are led on to their desk."""
        return reverse("verification-case", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it."""
        return self.state in OPEN_STATES

    @property
    def tone(self) -> str:
        """The tone of the state tag."""
        return TONES.get(CaseState(self.state), "neutral")


class Evidence(models.Model):
    """One piece of evidence: a file, a link to a public register, or both."""

    case = models.ForeignKey(VerificationCase, models.CASCADE, related_name="evidence")
    kind = models.CharField(_("Kind of evidence"), max_length=12, choices=EvidenceKind.choices)
    issuer = models.CharField(_("Issued by"), max_length=160, blank=True)
    issued_date = models.DateField(_("Date of the document"), null=True, blank=True)
    link = models.URLField(_("Link to a public register"), max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="evidence_shown", condition=models.Q(file__isnull=False) | ~models.Q(link="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.case_id})"
