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
    changed_data: list[str]
    cleaned_data: dict[str, Any]

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
