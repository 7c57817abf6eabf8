"""Standards in the search."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.common.bilingual import Language
from hub.standards.enums import Status
from hub.standards.models import Standard
from hub.standards.queries import visible_to
from hub.vocabularies import ics
from hub.vocabularies.stages import STAGES, stage_name, stage_of
from search.enums import Order
from search.lexicon.sources import register_titles
from search.registry import Document, Entry, Facet, Tie, from_choices, register


def _issuers(values: Collection[str]) -> Mapping[str, str | Promise]:
    return {value: value for value in values if value}


def _fields(values: Collection[str]) -> Mapping[str, str | Promise]:
    found = {value: ics.find(value) for value in values}
    return {value: f"{value} {entry.name}" for value, entry in found.items() if entry}


def _stages(values: Collection[str]) -> Mapping[str, str | Promise]:
    return {stage: f"{stage} {stage_name(stage)}" for stage in STAGES if stage in values}


class StandardEntry(Entry):
    """A standard: found by its number in every form, its titles and its scope."""

    slug, label, model = "standard", _("Standards"), Standard
    near = ("standard",)
    template = "standards/_hit.html"
    facets = (
        Facet("status", _("Status"), labels=from_choices(Status.choices), fixed_order=True),
        Facet("issuer", _("Issuer"), labels=_issuers),
        Facet("ics", _("Field (ICS)"), labels=_fields),
        Facet("stage", _("Stage"), labels=_stages, fixed_order=True),
        Facet("text", _("Language of the text"), labels=from_choices(Language.choices), fixed_order=True),
    )

    orders = (Order.NUMBER, Order.TITLE)

    def document(self, obj: Any) -> Document:
        """Everything about a standard is public."""
        day = obj.published_date or obj.created_at.date()
        classified = {code for own in obj.ics_codes for code in ics.lineage(own)}
        return Document(
            source_lang=obj.source_lang,
            sort_at=datetime.combine(day, time(), UTC),
            audiences=["public"],
            title_en=obj.title_en,
            title_zh=obj.title_zh,
            body_en=obj.abstract_en,
            body_zh=obj.abstract_zh,
            names=obj.number,
            facets={
                "status": [obj.status],
                "issuer": [obj.issuer] if obj.issuer else [],
                "ics": sorted(code for code in classified if len(code) == 2),
                "stage": [stage_of(obj.stage_code)],
                "text": obj.languages_of_text,
            },
        )

    def ties(self, obj: Any) -> list[Tie]:
        """Its field, as wide as the facet counts it: it says more of what is near by its words."""
        fields = (ics.find(code[:2]) for code in obj.ics_codes)
        return [
            Tie("field", gettext("Same ICS field: %(field)s") % {"field": field.name}, facet=("ics", field.code))
            for field in fields
            if field
        ]

    def visible(self, user: Any) -> QuerySet[Any]:
        """The registry is public."""
        return visible_to(user)

    def url(self, obj: Any) -> str:
        """The standard's page."""
        return str(obj.get_absolute_url())


def _titles() -> Iterable[tuple[str, str]]:
    """The titles that exist in both languages; those of machine translations are guesses and teach nothing."""
    rows = Standard.objects.exclude(title_en="").exclude(title_zh="")
    shown = rows.only("title_en", "title_zh", "machine_translated")
    return ((r.title_en, r.title_zh) for r in shown if not {"title_en", "title_zh"} & {*r.machine_translated})


register(StandardEntry())
register_titles("standards", _titles)
