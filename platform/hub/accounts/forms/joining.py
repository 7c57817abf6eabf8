"""Inviting people, and asking to join."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import MemberRole


class InvitationForm(forms.Form):
    """Whom to invite, as what, in which language."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("They may sign in or register with this address or with any other of theirs."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices, initial=MemberRole.MEMBER)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)


class AccessLinkForm(forms.Form):
    """A link for several people."""

    uses = forms.IntegerField(
        label=_("For how many people"),
        min_value=1,
        max_value=500,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class RoleForm(forms.Form):
    """What a member is from now on."""

    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices)


class JoinForm(forms.Form):
    """A sentence to the administrators."""

    message = forms.CharField(
        label=_("Who you are there"),
        max_length=300,
        required=False,
        help_text=_("For example your department. The administrators read it with your name and e-mail address."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_message(self) -> Any:
        """One paragraph."""
        return " ".join(self.cleaned_data["message"].split())
