"""How a person wants to be told."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from hub.notifications.enums import MailChoice
from hub.notifications.kinds import NoticeKind


class PreferencesForm(forms.Form):
    """One choice for each kind of notice that can be switched off."""

    def __init__(self, *args: Any, kinds: Iterable[NoticeKind], own: Mapping[str, MailChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slugs = {name_of(kind.slug): kind.slug for kind in kinds if kind.optional}
        for kind in kinds:
            if kind.optional:
                self.fields[name_of(kind.slug)] = forms.ChoiceField(
                    label=str(kind.title), choices=MailChoice.choices, initial=own.get(kind.slug, kind.mail)
                )

    def choices(self) -> dict[str, MailChoice]:
        """Return the choice for each kind, by slug."""
        return {self.slugs[name]: MailChoice(value) for name, value in self.cleaned_data.items()}


def name_of(slug: str) -> str:
    """Return the name of a kind's field; dots are not for names of fields."""
    return slug.replace(".", "-")
