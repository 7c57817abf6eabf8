"""What a person says when they give an effect up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.outbox.enums import DropReason


class DropForm(forms.Form):
    """Why an effect is given up."""

    reason = forms.ChoiceField(label=_("Why is it given up?"), choices=DropReason.choices, widget=forms.RadioSelect)
