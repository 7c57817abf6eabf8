"""The forms by which editors keep the terms of the search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from hub.common.bilingual import Language
from hub.common.plain_text import PlainCharField
from search.lexicon.checking import faults_of_term, owners
from search.lexicon.exchange import Planned, TableError, plan
from search.lexicon.forms import lines_of

MAX_BYTES = 1_000_000
FIELDS = {Language.EN: "forms_en", Language.ZH: "forms_zh"}


class TermForm(WagtailAdminModelForm):
    """One term: its forms, one a line."""

    forms_en = PlainCharField(
        label=gettext_lazy("English forms"),
        help_text=gettext_lazy("One a line, the preferred first: names, abbreviations, other spellings."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=2000,
    )
    forms_zh = PlainCharField(
        label=gettext_lazy("Chinese forms"),
        help_text=gettext_lazy(
            "One a line, the preferred first. Traditional characters are found without a form of their own."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "lang": "zh-Hans"}),
        required=False,
        max_length=2000,
    )

    def clean(self) -> dict[str, Any]:
        """Keep forms that are sound and belong to no other term."""
        cleaned: dict[str, Any] = super().clean()
        for name in FIELDS.values():
            cleaned[name] = "\n".join(lines_of(cleaned.get(name) or ""))
        english, chinese = (cleaned[name].splitlines() for name in FIELDS.values())
        faults = faults_of_term(english, chinese, own=self.instance.pk, known=owners())
        for language, found in faults.items():
            self.add_error(FIELDS[language], found)
        return cleaned


class TermTableForm(forms.Form):
    """A table of terms, as a file or pasted."""

    file = forms.FileField(label=gettext_lazy("CSV file"), required=False)
    table = forms.CharField(
        label=gettext_lazy("Or paste the table"),
        help_text=gettext_lazy("Columns en, zh, note, active; several forms of a term are divided by |."),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        strip=False,
        max_length=MAX_BYTES,
    )
    planned: list[Planned]

    def clean(self) -> dict[str, Any]:
        """Read the table and what it would change into `planned`."""
        cleaned: dict[str, Any] = super().clean() or {}
        text = self._from_file() or cleaned.get("table") or ""
        if not text.strip():
            raise ValidationError(_("Choose a file or paste a table."))
        try:
            self.planned = plan(text)
        except TableError as error:
            raise ValidationError(str(error)) from error
        return {**cleaned, "table": text}

    def _from_file(self) -> str:
        file = self.files.get("file")
        if file is None:
            return ""
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(_("The file is larger than 1 MB."))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise ValidationError(_("The file is not UTF-8. Save it as “CSV UTF-8”.")) from error
