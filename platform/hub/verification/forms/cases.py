"""Asking for a level, adding evidence."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.common.day_field import DayField
from hub.verification.models import LEVELS_TO_SEEK, Evidence


class CaseForm(forms.Form):
    """Which level."""

    level = forms.TypedChoiceField(
        label=_("Which level do you ask for?"), choices=LEVELS_TO_SEEK, coerce=int, widget=forms.RadioSelect
    )


class EvidenceForm(forms.ModelForm[Evidence]):
    """A file, a link, or both."""

    upload = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, PNG or JPEG, up to 20 MB. Only your members and the association's verifiers can open it."),
    )

    link = forms.URLField(label=_("Link to a public register"), max_length=300, required=False, assume_scheme="https")

    class Meta:
        model = Evidence
        fields = ("kind", "upload", "link", "issuer", "issued_date")
        field_classes = {"issued_date": DayField}

    def clean_issued_date(self) -> Any:
        """A document of tomorrow proves nothing."""
        day = self.cleaned_data["issued_date"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Enter the date on the document."))
        return day

    def clean(self) -> dict[str, Any]:
        """Something must be shown."""
        data = super().clean() or {}
        if not data.get("upload") and not data.get("link") and not self.errors:
            self.add_error("upload", _("Choose a file or enter a link."))
        return data
