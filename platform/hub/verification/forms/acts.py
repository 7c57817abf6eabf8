"""What the steps of a verification case ask."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import VerificationLevel
from hub.common.day_field import DayField
from hub.verification.levels import MEANINGS
from hub.verification.models import LEVELS_TO_SEEK
from hub.workflow.forms import ActForm

TEXT = forms.Textarea(attrs={"rows": 5})


class VerificationCaseReportForm(ActForm):
    """What the checker found."""

    findings = forms.CharField(
        label=_("What you found"),
        max_length=4000,
        widget=TEXT,
        help_text=_(
            "What you compared with what, where it agrees, what you doubt, and which level you propose. Only verifiers read this."
        ),
    )


class VerificationCaseApproveForm(ActForm):
    """Which level, until when, why."""

    level_given = forms.TypedChoiceField(label=_("Level"), choices=LEVELS_TO_SEEK, coerce=int)
    valid_until = DayField(
        label=_("Valid until"),
        help_text=_("The level disappears by itself at the end of this day."),
    )
    reasons = forms.CharField(
        label=_("Reasons of the decision"),
        max_length=2000,
        widget=TEXT,
        help_text=_("The organisation reads this."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sought = VerificationLevel(self.obj.level_sought)  # type: ignore[attr-defined]
        self.fields["level_given"].choices = [c for c in LEVELS_TO_SEEK if c[0] <= sought]  # type: ignore[attr-defined]
        self.fields["level_given"].initial = int(sought)
        last = self.now + MEANINGS[sought].longest
        self.fields["valid_until"].initial = timezone.localtime(last).date().isoformat()

    def clean(self) -> dict[str, Any]:
        """The end lies in the future and within the longest time of the level."""
        data = super().clean() or {}
        day, level = data.get("valid_until"), data.get("level_given")
        if day and level:
            until = timezone.make_aware(datetime.combine(day, time.max.replace(microsecond=0)))
            meaning = MEANINGS[VerificationLevel(level)]
            latest = timezone.localtime(self.now + meaning.longest).date()
            if until <= self.now or day > latest:
                words = _("Choose a day from today until %(latest)s: this level lasts %(months)s months at most.")
                self.add_error("valid_until", words % {"latest": latest.isoformat(), "months": meaning.months})
            data["valid_until"] = min(until, self.now + meaning.longest)
        return data


class _ReasonsForm(ActForm):
    reasons = forms.CharField(
        label=_("Reasons for the organisation"),
        max_length=2000,
        widget=TEXT,
        help_text=_("Say what is missing or wrong and how it can be mended. The organisation reads this."),
    )


class VerificationCaseReturnForm(_ReasonsForm):
    """What is to be mended."""


class VerificationCaseRefuseForm(_ReasonsForm):
    """Why not."""


class VerificationCaseEndForm(_ReasonsForm):
    """Why it ends early."""
