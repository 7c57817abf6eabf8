"""What the decisions on a report ask; found by their names."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.plain_text import PlainCharField
from hub.corrections.enums import DeclineReason
from hub.workflow.forms import ActForm


class CorrectionAcceptForm(ActForm):
    """What was changed, for the reporter."""

    answer = PlainCharField(
        label=_("Answer to the reporter"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say what you changed. You may leave it empty."),
    )


class CorrectionDeclineForm(ActForm):
    """Why the fact stays as it is."""

    reason_code = forms.ChoiceField(label=_("Reason"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    answer = PlainCharField(
        label=_("Answer to the reporter"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say how you checked it."),
    )
