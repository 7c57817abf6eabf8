"""Listings on the page of the standards they are tied to."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.common.bilingual import pick
from hub.standards.linked import LinkedThing, LinkProvider, register
from ip_transfer.models import TransferStandardLink
from ip_transfer.queries import links_to, ties_of


def _rows(links: Iterable[TransferStandardLink]) -> Iterable[LinkedThing]:
    for link in links:
        title, summary = pick(link.listing, "title"), pick(link.listing, "summary")
        yield LinkedThing(
            title=title.text,
            lang=title.lang,
            url=reverse("ip-listing", args=[link.listing.public_id]),
            organisation=link.listing.organisation,
            role=link.get_role_display(),
            clause=link.clause,
            summary=summary.text,
            summary_lang=summary.lang,
            at=link.listing.published_at,
        )


register(
    LinkProvider(
        slug="technology",
        label=_("Technology"),
        links=links_to,
        rows=_rows,
        ties_of=ties_of,
        organisation="listing__organisation",
        order=10,
        offer_url_name="ip-listing-create",
        offer_label=_("Offer technology for it"),
    )
)
