"""What the steps of listings and enquiries ask; found by their names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.plain_text import PlainCharField
from hub.listings.enums import Outcome
from hub.workflow.forms import ActForm
from ip_transfer.enums import CloseReason, Reason


class TransferListingSubmitForm(ActForm):
    """The owner vouches that nothing in the public layer is secret."""

    published_or_filed = forms.BooleanField(
        label=_("Everything that becomes public is published already, filed, or may be known to anybody")
    )

    def clean(self) -> dict[str, Any]:
        """The tick is for the owner; the step takes no data."""
        super().clean()
        return {}


class TransferListingCloseForm(ActForm):
    """How it ended."""

    outcome_code = forms.ChoiceField(label=_("How did it end?"), choices=Outcome.choices, widget=forms.RadioSelect)


class EnquiryRefuseForm(ActForm):
    """Why one does not go further."""

    reason_code = forms.ChoiceField(
        label=_("Why not?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        help_text=_("The other side sees the reason. Owners see how often each was given."),
    )
    note = PlainCharField(
        label=_("A few words to the other side"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EnquiryCloseForm(ActForm):
    """How the talk ended."""

    reason_code = forms.ChoiceField(label=_("How did it end?"), choices=CloseReason.choices, widget=forms.RadioSelect)
    note = PlainCharField(
        label=_("A few words to the other side"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
