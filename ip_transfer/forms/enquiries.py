"""The first question to the owner of a listing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.messaging.rules import body_problem, clean_body


class EnquiryForm(forms.Form):
    """The first question to the owner."""

    message = forms.CharField(
        label=_("Your question"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say what you need it for and what you want to know."),
    )
    masked = forms.TypedChoiceField(
        label=pgettext_lazy("of the organisation that asks", "Your name"),
        choices=[("no", _("Show it to the owner now")), ("yes", _("Keep it back until I decide to show it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
        help_text=_(
            "Kept back, the owner sees your kind of organisation, country and verification level, and a short mark in place of the name."
        ),
    )
    client_uuid = forms.UUIDField(widget=forms.HiddenInput)

    def clean_message(self) -> str:
        """Judge the text as the conversation will: control characters alone are no question."""
        body = clean_body(str(self.cleaned_data["message"]))
        if problem := body_problem(body):
            raise forms.ValidationError(str(problem))
        return body
