"""Signing up, and one's own profile."""

import zoneinfo
from typing import Any

from allauth.account.forms import SignupForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.accounts.models import User
from hub.accounts.models.people import email_key


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

    class Meta:
        model = User
        fields = ("name", "language", "timezone")

    def clean_timezone(self) -> str:
        """Accept names of the IANA database only."""
        name = str(self.cleaned_data["timezone"])
        if name not in zoneinfo.available_timezones():
            raise forms.ValidationError(_("Enter a time zone such as Asia/Shanghai or Europe/Berlin."))
        return name
