"""Proposing a role."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import Role
from hub.accounts.models import User
from hub.accounts.models.people import email_key
from hub.accounts.role_table import TABLE
from hub.accounts.role_workflow import may_propose
from hub.common.day_field import DayField


class RoleProposalForm(forms.Form):
    """Whom, which role, why, and until which day."""

    email = forms.EmailField(
        label=_("E-mail address of the person"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Role"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why this person, and who asked for it. Kept with the role."),
    )
    until = DayField(
        label=_("Last day"),
        help_text=_("At most a year for most roles; the table on the desk says how long."),
    )

    def __init__(self, *args: Any, proposer: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.proposer = now, proposer
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in Role if may_propose(proposer, role)
        ]
        self.fields["until"].initial = timezone.localdate(now) + timedelta(days=180)

    def clean_email(self) -> str:
        """Find the person; nobody proposes themselves."""
        found = User.objects.filter(email_key=email_key(self.cleaned_data["email"]), is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        if found == self.proposer:
            raise forms.ValidationError(_("You cannot propose yourself. Ask a colleague to propose you."))
        self.cleaned_data["user"] = found
        return str(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        """Hold the last day against the longest time of the role."""
        data = super().clean() or {}
        role, day = data.get("role"), data.get("until")
        if role and day:
            rule = TABLE[role]
            data["expires_at"] = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
            latest = self.now + timedelta(days=rule.longest_days)
            if not self.now < data["expires_at"] <= latest:
                words = _("Choose a day from today to %(latest)s.") % {
                    "latest": timezone.localdate(latest) - timedelta(days=1)
                }
                self.add_error("until", words)
        return data
