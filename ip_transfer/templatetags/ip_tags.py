"""How a listing shows its facts: `{% load ip_tags %}`."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hub.common.bilingual import Shown, pick
from ip_transfer.models import TransferListing

register = template.Library()


@register.simple_tag
def shown(obj: Any, field: str) -> Shown:
    """Return the text of a bilingual field for the reader, with the language mark it needs."""
    return pick(obj, field)


@register.simple_tag
def shown_text(obj: Any, field: str) -> str:
    """Return the bare text of a bilingual field, for titles of pages."""
    return pick(obj, field).text


@register.simple_tag
def listing_facts(listing: TransferListing) -> list[tuple[str, Any]]:
    """Return the facts of a listing for its rail."""
    asset = listing.asset
    published = date_format(localtime(listing.published_at), "DATE_FORMAT") if listing.published_at else "–"
    return [
        (_("Kind of right"), asset.get_kind_display()),
        (_("Number"), asset.number or "–"),
        (_("Office"), asset.office or "–"),
        (_("Legal status"), asset.get_legal_status_display()),
        (_("Offered as"), listing.get_mode_display()),
        (_("Price"), listing.price or _("On request")),
        (_("Technology readiness"), listing.get_trl_display() if listing.trl else "–"),
        (_("Publication date"), published),
    ]


@register.simple_tag
def listing_row_facts(listing: TransferListing) -> list[tuple[str, Any]]:
    """Return the few facts of a listing for a row of a list."""
    updated = localtime(listing.published_at or listing.updated_at)
    return [
        (_("Maturity"), listing.get_trl_display() if listing.trl else "–"),
        (_("Price"), listing.price or _("On request")),
        (_("Publication date"), date_format(updated, "SHORT_DATE_FORMAT")),
    ]


@register.simple_tag
def querystring_next(request: HttpRequest, url: str) -> str:
    """Return an address that leads back to this request's page afterwards."""
    return f"{url}?{urlencode({'next': request.get_full_path()})}"
