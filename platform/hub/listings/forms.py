"""The rubric as a form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.plain_text import PlainCharField
from hub.listings.enums import Criterion

SCORES = [(n, str(n)) for n in range(6)]


class RubricForm(forms.Form):
    """A score from 0 (not at all) to 5 (fully) for each criterion, and a comment that helps the owner."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for criterion in Criterion:
            self.fields[criterion] = forms.TypedChoiceField(
                label=criterion.label, choices=SCORES, coerce=int, widget=forms.RadioSelect(attrs={"data-scale": True})
            )
        self.fields["comment"] = PlainCharField(
            label=_("Comment to the owner"),
            help_text=_("Say what is good and what would make it better. The owner reads this."),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
