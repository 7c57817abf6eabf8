"""What an organisation says about itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import IdentifierScheme
from hub.accounts.models import Organisation
from hub.vocabularies.countries import country_choices
from hub.vocabularies.identifiers import LEI, USCC, InvalidIdentifier, clean_identifier
from hub.vocabularies.phones import InvalidPhone, clean_phone

PROBLEMS = {
    "length": {
        USCC: _("A unified social credit code has 18 characters."),
        LEI: _("A legal entity identifier has 20 characters."),
        "vat": _("This number has too few or too many characters for the country."),
        "other": _("Shorten the number to 40 characters."),
    },
    "characters": {
        USCC: _("A unified social credit code holds digits and capital letters without I, O, S, V and Z."),
        LEI: _("A legal entity identifier holds digits and capital letters and ends with two digits."),
        "vat": _("This is no VAT number of that country. Check the country and the number."),
        "other": _("Enter letters and digits; points, strokes and spaces may stand between them."),
    },
}
WRONG_CHECK = _("A character is mistyped: the check at the end of the number does not fit.")


def _country_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Country or region"), choices=[("", _("Choose a country or region")), *country_choices()]
    )


def identifier_problem(error: InvalidIdentifier, scheme: str) -> Any:
    """Return the sentence for a number that is none."""
    if error.problem == "check":
        return WRONG_CHECK
    if error.problem == "country":
        return _("Choose the country of this number.")
    return PROBLEMS["length" if error.problem == "length" else "characters"][scheme]


class OrganisationDataForm(forms.ModelForm[Organisation]):
    """Name in at least one language, kind, country; the rest can wait."""

    website = forms.URLField(
        label=_("Website"),
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text=_("The address of your website, starting with https://"),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        help_text=_(
            "From any country, best with its code, such as +49 30 1234567. Only the association's verifiers see it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )

    class Meta:
        model = Organisation
        fields = (
            "kind",
            "name_zh",
            "name_en",
            "country",
            "summary_zh",
            "summary_en",
            "website",
            "size",
            "phone",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = _country_field()
        self.fields["size"].required = False

    def clean(self) -> dict[str, Any]:
        """One language is enough, none is not; a telephone number is read with the country."""
        data = super().clean() or {}
        if not data.get("name_en") and not data.get("name_zh") and "name_en" not in self.errors:
            self.add_error("name_zh", _("Enter the name in Chinese, in English, or both."))
        if data.get("phone"):
            try:
                data["phone"] = clean_phone(data["phone"], data.get("country", ""))
            except InvalidPhone:
                self.add_error("phone", _("Enter a telephone number with its country code, such as +49 30 1234567."))
        return data

    @property
    def details(self) -> dict[str, Any]:
        """The cleaned facts of the organisation, for the services."""
        return {field: self.cleaned_data[field] for field in self.Meta.fields if field in self.cleaned_data}


class OrganisationForm(OrganisationDataForm):
    """A new organisation, with one number of a register if there is one at hand."""

    identifier_scheme = forms.ChoiceField(
        label=_("Kind of number"), required=False, choices=[("", _("None for now")), *IdentifierScheme.choices]
    )
    identifier_value = forms.CharField(
        label=_("Registration number"),
        max_length=60,
        required=False,
        help_text=_("Optional. It shows who you are when two organisations have the same name."),
    )
    confirmed_new = forms.BooleanField(label=_("None of these is ours: register a new organisation"), required=False)

    def clean(self) -> dict[str, Any]:
        """Check the number as its kind can be checked."""
        data = super().clean()
        scheme, text = data.get("identifier_scheme", ""), data.get("identifier_value", "")
        self.identifier: tuple[str, str, str] | None = None
        if text and not scheme:
            self.add_error("identifier_scheme", _("Choose which kind of number this is."))
        elif scheme and not text:
            self.add_error("identifier_value", _("Enter the number, or choose “None for now”."))
        elif scheme:
            country = "" if scheme in (USCC, LEI) else data.get("country", "")
            try:
                self.identifier = (scheme, country, clean_identifier(scheme, text, country))
            except InvalidIdentifier as error:
                self.add_error("identifier_value", identifier_problem(error, scheme))
        return data


class OrganisationEditForm(OrganisationDataForm):
    """The same facts, changed; what was checked only with the consent that the verification ends."""

    gives_up_level = forms.BooleanField(label=_("I agree that the verification ends"), required=False)

    def __init__(self, *args: Any, asks_consent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_consent:
            del self.fields["gives_up_level"]


class IdentifierForm(forms.Form):
    """One number of a register."""

    scheme = forms.ChoiceField(label=_("Kind of number"), choices=IdentifierScheme.choices)
    country = forms.ChoiceField(label=_("Country or region"), required=False)
    value = forms.CharField(label=_("Registration number"), max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = _country_field()
        field.required = False
        field.help_text = _("Of the register or tax authority. Not needed for a social credit code or an LEI.")
        self.fields["country"] = field

    def clean(self) -> dict[str, Any]:
        """Check the number as its kind can be checked."""
        data = super().clean() or {}
        scheme = data.get("scheme", "")
        if scheme in (USCC, LEI):
            data["country"] = ""
        elif scheme and not data.get("country"):
            self.add_error("country", _("Choose the country of this number."))
        if not self.errors:
            try:
                data["value"] = clean_identifier(scheme, data["value"], data["country"])
            except InvalidIdentifier as error:
                self.add_error("value", identifier_problem(error, scheme))
        return data
