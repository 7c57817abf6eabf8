"""Published listings in the search."""

from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import VerificationLevel
from hub.accounts.levels import level_of
from hub.accounts.models import Organisation
from hub.listings.enums import TRL_WORDS, ListingState
from hub.standards.models import Standard
from hub.vocabularies.countries import country_name
from hub.vocabularies.ipc import section_labels
from ip_transfer.enums import Mode, PriceKind
from ip_transfer.models import TransferListing, TransferStandardLink
from ip_transfer.queries import as_hits, visible_to
from search.registry import Document, Entry, Facet, Tie, from_choices, register


class ListingEntry(Entry):
    """A listing: found by its titles, summaries, numbers, organisation and the standards it is tied to; public layer only."""

    slug, label, model = "ip-listing", _("Technology"), TransferListing
    near = ("ip-listing",)
    template = "ip_transfer/_hit.html"
    facets = (
        Facet("mode", _("Offered as"), labels=from_choices(Mode.choices), fixed_order=True),
        Facet(
            "standard",
            _("Standards"),
            labels=lambda values: dict(Standard.objects.filter(slug__in=values).values_list("slug", "number")),
        ),
        Facet("trl", _("Maturity"), labels=from_choices(TRL_WORDS.items()), fixed_order=True),
        Facet("price", _("Price"), labels=from_choices(PriceKind.choices), fixed_order=True),
        Facet("ipc", _("Field (IPC)"), labels=section_labels, fixed_order=True),
        Facet("country", _("Country or region"), labels=lambda values: {v: country_name(v) for v in values}),
        Facet(
            "level",
            pgettext_lazy("level of an organisation", "Verification"),
            labels=from_choices(VerificationLevel.choices),
            fixed_order=True,
        ),
    )

    def document(self, obj: Any) -> Document | None:
        """Only what is published may be found; drafts live on their owner's page."""
        if obj.state != ListingState.PUBLISHED or obj.is_revision:
            return None
        links = _links(obj)
        names = " ".join(
            filter(
                None,
                (
                    obj.asset.number,
                    obj.asset.application_number,
                    *obj.asset.ipc,
                    obj.organisation.name_en,
                    obj.organisation.name_zh,
                    *(k.standard.number for k in links),
                ),
            )
        )
        return Document(
            source_lang=obj.source_lang,
            sort_at=obj.published_at,
            audiences=["public"],
            title_en=obj.title_en,
            title_zh=obj.title_zh,
            body_en=obj.summary_en,
            body_zh=obj.summary_zh,
            names=names,
            facets={
                "mode": [obj.mode],
                "standard": sorted({k.standard.slug for k in links}),
                "trl": [str(obj.trl)] if obj.trl else [],
                "price": [obj.price_kind],
                "ipc": sorted({symbol[0] for symbol in obj.asset.ipc}),
                "country": [obj.organisation.country],
                "level": [str(level_of(obj.organisation, timezone.now()))],
            },
        )

    def ties(self, obj: Any) -> list[Tie]:
        """The standards it is tied to, its subclasses of the IPC (H01M), its owner."""
        standards = [
            Tie(
                "standard",
                gettext("Tied to %(standard)s as well") % {"standard": standard.number},
                tokens=(f"std:{standard.slug}",),
                weight=3,
            )
            for standard in (link.standard for link in _links(obj))
        ]
        classes = dict.fromkeys(symbol[:4] for symbol in obj.asset.ipc)
        alike = [
            Tie("ipc", gettext("Same IPC subclass %(ipc)s") % {"ipc": c}, tokens=(c.lower(),), weight=1)
            for c in classes
        ]
        owner = obj.organisation.name_en or obj.organisation.name_zh
        return [*standards, *alike, Tie("owner", gettext("Of the same organisation"), name=owner)]

    def drawing_on(self, source: Model) -> QuerySet[Any] | None:
        """Names, country and level of the owner are found with its listings."""
        return TransferListing.objects.filter(organisation=source) if isinstance(source, Organisation) else None

    def visible(self, user: Any) -> QuerySet[Any]:
        """By the gate of listings."""
        return as_hits(visible_to(user))

    def url(self, obj: Any) -> str:
        """The listing's page."""
        return reverse("ip-listing", args=[obj.public_id])


def _links(listing: TransferListing) -> list[TransferStandardLink]:
    """Return the links to standards, those read already where a page read them."""
    links = listing.standard_links
    if "standard_links" in getattr(listing, "_prefetched_objects_cache", {}):
        return list(links.all())
    return list(links.select_related("standard"))


register(ListingEntry())
