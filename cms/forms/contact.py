"""A letter to a person of the directory."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PersonMessageForm(forms.Form):
    """Subject and text."""

    subject = forms.CharField(label=_("Subject"), max_length=120)
    text = forms.CharField(
        label=pgettext_lazy("text of an e-mail", "Message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8})
    )
