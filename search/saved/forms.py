"""What a person says of a search they keep."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.plain_text import PlainCharField
from search.enums import Frequency
from search.models import SavedSearch

LONGEST_NAME = SavedSearch._meta.get_field("name").max_length or 0


class SavedSearchForm(forms.Form):
    """A name and how often."""

    name = PlainCharField(
        label=_("Name"), max_length=LONGEST_NAME, help_text=_("Stands in your list and in the subject of e-mails.")
    )
    frequency = forms.TypedChoiceField(
        label=_("When do you want to hear of new results?"),
        choices=Frequency.choices,
        coerce=Frequency,
        initial=Frequency.DAILY,
        widget=forms.RadioSelect,
        help_text=_(
            "By e-mail and in your inbox: at once at most every ten minutes, mornings at seven in your time zone."
        ),
    )
