"""Standards in the search."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.standards.enums import Status
from hub.standards.models import Standard
from hub.standards.queries import visible_to
from search.registry import Document, Entry, Facet, from_choices, register


def _issuers(values: Collection[str]) -> Mapping[str, str | Promise]:
    return {value: value for value in values if value}


class StandardEntry(Entry):
    """A standard: found by its number in every form, its titles and its scope."""

    slug, label, model = "standard", _("Standards"), Standard
    template = "standards/_hit.html"
    facets = (
        Facet("status", _("Status"), labels=from_choices(Status.choices), fixed_order=True),
        Facet("issuer", _("Issuer"), labels=_issuers),
    )

    def document(self, obj: Any) -> Document:
        """Everything about a standard is public."""
        day = obj.published_date or obj.created_at.date()
        return Document(
            source_lang=obj.source_lang,
            sort_at=datetime.combine(day, time(), UTC),
            audiences=["public"],
            title_en=obj.title_en,
            title_zh=obj.title_zh,
            body_en=obj.abstract_en,
            body_zh=obj.abstract_zh,
            names=obj.number,
            facets={"status": [obj.status], "issuer": [obj.issuer] if obj.issuer else []},
        )

    def visible(self, user: Any) -> QuerySet[Any]:
        """The registry is public."""
        return visible_to(user)

    def url(self, obj: Any) -> str:
        """The standard's page."""
        return reverse("standard", args=[obj.slug])


register(StandardEntry())
