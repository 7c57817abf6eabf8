"""An uploaded list of standards."""

from __future__ import annotations

import csv
import io

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hub.standards.profiles import Profile, profile_of

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 20_000


class ImportForm(forms.Form):
    """A CSV file with one standard a row."""

    file = forms.FileField(
        label=_("List as CSV"), help_text=_("UTF-8 with a row of headings, up to 5 MB and 20,000 rows.")
    )
    profile: Profile
    content: str

    def clean_file(self) -> UploadedFile:
        """Text in UTF-8, headings that name a number, rows not too many."""
        upload: UploadedFile = self.cleaned_data["file"]
        if upload.size is None or upload.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB. Split it."))
        try:
            self.content = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is not UTF-8. Save it as “CSV UTF-8”.")) from None
        if "\x00" in self.content:
            raise forms.ValidationError(_("The file is no text. Save the table as CSV."))
        try:
            rows = csv.DictReader(io.StringIO(self.content, newline=""))
            profile = profile_of([name for name in rows.fieldnames or () if name])
            count = sum(1 for _row in rows)
        except csv.Error:
            raise forms.ValidationError(_("The file cannot be read as CSV.")) from None
        if profile is None:
            raise forms.ValidationError(_("No column holds the numbers. Name one of them “number”."))
        if not count:
            raise forms.ValidationError(_("The file holds headings and no row."))
        if count > MAX_ROWS:
            raise forms.ValidationError(_("The file has more than 20,000 rows. Split it."))
        self.profile = profile
        return upload
