"""A letter to a person of the directory."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PersonMessageForm(forms.Form):
    """Subject and text."""

    subject = forms.CharField(label=_("Subject"), max_length=120)
    text = forms.CharField(label=_("Message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
