"""What is attached to a listing: standards, a data sheet, the evidence of its legal status."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.plain_text import PlainCharField
from hub.standards.enums import LinkRole
from hub.standards.models import Standard
from hub.standards.queries import find_by_number


class StandardLinkForm(forms.Form):
    """Tie something to a standard, by its number in any form people type it."""

    number = PlainCharField(
        label=_("Number of the standard"),
        max_length=100,
        help_text=_("In any form: T/ZSA 12-2026, t/zsa12, gbt36276, IEC 62660-3."),
    )
    role = forms.ChoiceField(label=_("Role towards the standard"), choices=LinkRole.choices)
    clause = PlainCharField(label=_("Clause"), max_length=20, required=False, help_text=_("For example 6.2."))
    standard: Standard

    def clean_number(self) -> str:
        """Find the standard that is meant."""
        typed = str(self.cleaned_data["number"])
        found = find_by_number(typed)
        if found is None:
            raise forms.ValidationError(
                _("“%(number)s” is not in the registry. Check the number, or leave out the year."),
                params={"number": typed},
            )
        self.standard = found
        return typed


class DatasheetForm(forms.Form):
    """A data sheet that everybody who sees the listing may read."""

    datasheet = forms.FileField(
        label=_("Data sheet"), help_text=_("PDF, PNG or JPEG, up to 20 MB. Public with the listing.")
    )


class EvidenceForm(forms.Form):
    """Evidence of the legal status, such as an extract of the register."""

    evidence = forms.FileField(
        label=_("Evidence of the legal status"),
        help_text=_("PDF, PNG or JPEG, up to 20 MB. Only your organisation and the review desk can open it."),
    )


class TableForm(forms.Form):
    """A table of listings to take in."""

    table = forms.FileField(label=_("Table"), help_text=_("CSV or XLSX, up to 2 MB and 500 rows."))
