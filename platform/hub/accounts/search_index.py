"""Organisations in the search, found by their names in both languages and their registration numbers; who may find what."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.accounts.enums import OrganisationKind, VerificationLevel
from hub.accounts.levels import level_of
from hub.accounts.models import Organisation
from hub.accounts.queries import audiences_of, visible_to
from hub.vocabularies.countries import country_name
from search.readers import audiences_by
from search.registry import Document, Entry, Facet, from_choices, register


class OrganisationEntry(Entry):
    """An organisation, with its kind, its country and how well it is known."""

    slug, label, model = "organisation", _("Organisations"), Organisation
    template = "accounts/_hit.html"
    has_initials = True
    facets = (
        Facet(
            "level",
            pgettext_lazy("level of an organisation", "Verification"),
            labels=from_choices(VerificationLevel.choices),
            fixed_order=True,
        ),
        Facet("kind", _("Kind of organisation"), labels=from_choices(OrganisationKind.choices), fixed_order=True),
        Facet("country", _("Country or region"), labels=lambda values: {v: country_name(v) for v in values}),
    )

    def document(self, obj: Any) -> Document | None:
        """Everything here is on the public page too."""
        numbers = " ".join(obj.identifiers.order_by("id").values_list("value", flat=True))
        return Document(
            source_lang=obj.source_lang,
            sort_at=obj.created_at,
            audiences=["public"],
            title_en=obj.name_en,
            title_zh=obj.name_zh,
            body_en=obj.summary_en,
            body_zh=obj.summary_zh,
            names=numbers,
            facets={
                "level": [str(level_of(obj, timezone.now()))],
                "kind": [obj.kind],
                "country": [obj.country],
            },
        )

    def visible(self, user: Any) -> QuerySet[Any]:
        """By the gate of organisations."""
        return visible_to(user)

    def url(self, obj: Any) -> str:
        """The public page."""
        return reverse("organisation-detail", args=[obj.public_id])


audiences_by(audiences_of)
register(OrganisationEntry())
