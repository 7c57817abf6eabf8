"""Signing up, and one's own profile."""

import zoneinfo
from datetime import datetime
from typing import Any, ClassVar

from allauth.account.forms import SignupForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hub.accounts.models import User
from hub.accounts.models.people import email_key
from hub.vocabularies.phones import InvalidPhone, clean_phone, phone_words
from hub.vocabularies.time_zones import time_zone_choices


class HubSignupForm(SignupForm):
    """Name, e-mail, password: nothing else is needed to begin."""

    name = forms.CharField(
        label=pgettext_lazy("name of a person", "Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1")

    def clean(self) -> dict[str, Any]:
        """Spend the time of hashing also for an address that is taken, so that the clock does not tell the two apart."""
        data: dict[str, Any] = super().clean()
        self._check_password_against(data)
        if getattr(self, "account_already_exists", False) and not self.errors:
            make_password(data.get("password1"))
        return data

    def _check_password_against(self, data: dict[str, Any]) -> None:
        """Hold the password against the name too, which allauth does not know about."""
        if "password1" in data and "password1" not in self.errors:
            try:
                validate_password(data["password1"], User(name=data.get("name", ""), email=data.get("email", "")))
            except forms.ValidationError as error:
                self.add_error("password1", error)

    def validate_unique_email(self, value: str) -> str:
        """Take two spellings of one address (full-width letters, ß and ss) for the same, as the database does."""
        email = str(super().validate_unique_email(value))
        if User.objects.filter(email_key=email_key(email)).exists():
            self.account_already_exists = True
        return email


class ProfileForm(forms.ModelForm[User]):
    """What a person can change about themselves."""

    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        help_text=_("With the country code, such as +86 or +49. It is not shown to other people."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )

    class Meta:
        model = User
        fields = ("name", "phone", "language", "timezone")
        widgets: ClassVar[dict[str, Any]] = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = time_zone_choices(get_language() or "en", now)
        present = self.instance.timezone
        if present and present not in dict(zones):
            zones.insert(0, (present, present))
        self.fields["timezone"] = forms.ChoiceField(
            label=_("Time zone"),
            choices=zones,
            help_text=_(
                "Times and deadlines are shown in it, and the daily e-mail comes at seven in the morning there."
            ),
            widget=forms.Select(attrs={"data-guess-zone": _("Use the zone of this device: {zone}")}),
        )
        self.initial["phone"] = phone_words(self.instance.phone)

    def clean_phone(self) -> str:
        """Take a number of any country, with its country code."""
        text = str(self.cleaned_data["phone"]).strip()
        if not text:
            return ""
        try:
            return clean_phone(text)
        except InvalidPhone:
            raise forms.ValidationError(
                _("Enter the number with its country code, such as +86 10 6250 0000.")
            ) from None

    def clean_timezone(self) -> str:
        """Accept names of the IANA database only."""
        name = str(self.cleaned_data["timezone"])
        if name not in zoneinfo.available_timezones():
            raise forms.ValidationError(_("Choose a time zone from the list."))
        return name


class ErasureForm(forms.Form):
    """The password, so that nobody else erases the account."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Hold it against the person's own."""
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."))
        return str(self.cleaned_data["password"])
