"""Changing one's password."""

from typing import Any

from allauth.account.forms import ChangePasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _


class HubChangePasswordForm(ChangePasswordForm):
    """The present password, the new one twice, and whether the other devices are signed out."""

    end_others = forms.BooleanField(
        label=_("Sign out on all other devices"),
        required=False,
        initial=True,
        help_text=_("Leave this on if somebody may know your old password."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _("At least 8 characters; a sentence is easier to remember than a word.")
