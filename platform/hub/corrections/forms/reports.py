"""What a reader says is wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.plain_text import PlainCharField


class ReportForm(forms.Form):
    """The wrong fact and where one can see what is right."""

    fact = PlainCharField(
        label=_("What is wrong, and what is right"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One fact, for example a date, a number or a title. The editors read this; it is not published."),
    )
    source = forms.URLField(
        label=_("Where it can be seen"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("The address of a page that shows the right fact, if there is one."),
    )
