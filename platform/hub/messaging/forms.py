"""The composer."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.messaging.rules import MAX_BODY_CHARACTERS, body_problem, clean_body


class MessageField(forms.CharField):
    """A message as the rules want it: cleaned first, then judged, so that line breaks count once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)
        self.max_length = MAX_BODY_CHARACTERS  # for the counter; no maxlength attribute: it would cut pasted text

    def to_python(self, value: Any) -> str:
        """Clean the text."""
        return clean_body(str(value or ""))

    def validate(self, value: str) -> None:
        """Refuse what the service would refuse, with the same words."""
        problem = body_problem(value)
        if problem is not None:
            raise forms.ValidationError(str(problem))


class MessageForm(forms.Form):
    """A message and the id that makes sending it twice harmless."""

    body = MessageField(label=_("Message"))
    client_uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["body"].label = label
