"""A new organisation."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.accounts.models import Organisation
from hub.vocabularies.countries import country_choices


class OrganisationForm(forms.ModelForm[Organisation]):
    """Name in at least one language, kind, country; the rest can wait."""

    website = forms.URLField(
        label=_("Website"),
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text=_("The address of your website, starting with https://"),
    )

    class Meta:
        model = Organisation
        fields = ("kind", "name_zh", "name_en", "country", "summary_zh", "summary_en", "website")
        help_texts: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            label=_("Country or region"), choices=[("", _("Choose a country or region")), *country_choices()]
        )

    def clean(self) -> dict[str, Any]:
        """One language is enough, none is not."""
        data = super().clean() or {}
        if not data.get("name_en") and not data.get("name_zh") and "name_en" not in self.errors:
            self.add_error("name_zh", _("Enter the name in Chinese, in English, or both."))
        return data
