"""Forms of the desk's files and pictures: what is on the site changes by approval only."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.queries.documents import is_on_the_site


class KeepsWhatIsPublic:
    """Refuses another file in the place of one that a page on the site refers to: nobody would have approved it."""

    instance: Any
    fields: dict[str, Any]
    changed_data: list[str]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "file" in self.fields and is_on_the_site(type(self.instance), self.instance.pk):
            self.fields["file"].help_text = _(
                "A page on the site uses this file. It can be replaced or deleted once that page, with approval, no longer does."
            )

    def clean_file(self) -> Any:
        """Return the file. Raises ValidationError."""
        if self.instance.pk and "file" in self.changed_data and is_on_the_site(type(self.instance), self.instance.pk):
            raise ValidationError(
                _("A page on the site uses this file. Add the new one beside it and choose it on that page.")
            )
        return self.cleaned_data["file"]


class HubDocumentForm(KeepsWhatIsPublic, BaseDocumentForm):
    """Wagtail's form of a document."""


class HubImageForm(KeepsWhatIsPublic, BaseImageForm):
    """Wagtail's form of a picture."""
