"""How a listing shows its facts: `{% load ip_tags %}`."""

from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hub.common.bilingual import Shown, language_of_text, pick
from hub.common.languages import html_lang
from hub.common.script_data import script_data
from hub.common.templatetags.text_lang import in_its_language
from hub.listings.enums import TRL_WORDS
from hub.listings.schema import Field
from ip_transfer.models import TransferListing
from ip_transfer.schema import SCHEMA, term_words, territory_words

register = template.Library()


@register.simple_tag
def shown(obj: Any, field: str) -> Shown:
    """Return the text of a bilingual field for the reader, with the language mark it needs."""
    return pick(obj, field)


@register.simple_tag
def shown_text(obj: Any, field: str) -> str:
    """Return the bare text of a bilingual field, for titles of pages."""
    return pick(obj, field).text


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _moment(moment: datetime | None) -> str:
    return date_format(localtime(moment), "DATE_FORMAT") if moment else ""


@register.simple_tag
def offer_facts(listing: TransferListing) -> list[tuple[str, Any]]:
    """Return the terms of a listing for its rail; what is not said is left out."""
    rows = [
        (_("Offered as"), listing.get_mode_display()),
        (_("Price"), str(listing.price)),
        (_("Field of use"), in_its_language(listing.field_of_use) if listing.field_of_use else _("Any")),
        (_("Territory"), territory_words(listing.territory)),
        (_("Term"), term_words(listing.term_months)),
        (_("Technology readiness"), TRL_WORDS[listing.trl] if listing.trl else ""),
        (_("Publication date"), _moment(listing.published_at)),
        (_("Valid until"), _moment(listing.valid_until)),
    ]
    return [(label, value) for label, value in rows if value]


@register.simple_tag
def right_facts(listing: TransferListing) -> list[tuple[str, Any]]:
    """Return the facts of the right that a listing offers; what is not said is left out."""
    asset = listing.asset
    status = str(asset.get_legal_status_display())
    if asset.legal_status_at:
        status = _("%(status)s (as of %(day)s)") % {"status": status, "day": _day(asset.legal_status_at)}
    owners = SCHEMA.by_name["owners"].words(asset.owners)
    rows = [
        (_("Kind of right"), asset.get_kind_display()),
        (_("Number"), asset.number),
        (_("Application number"), asset.application_number),
        (_("Office"), asset.office),
        (_("Legal status"), status),
        (_("Filed"), _day(asset.filed_date)),
        (_("Granted on"), _day(asset.granted_date)),
        (_("Expires"), _day(asset.expires_date)),
        (_("Owners"), in_its_language(owners or pick(listing.organisation, "name").text)),
        (_("Encumbrances"), SCHEMA.by_name["encumbrances"].words(asset.encumbrances) or _("None stated")),
        (_("IPC"), _(", ").join(asset.ipc)),
    ]
    return [(label, value) for label, value in rows if value]


@register.simple_tag
def words_of_rows(rows: list[tuple[Field, Any]]) -> list[dict[str, Any]]:
    """Return fields with their values in words, and the language that each value is in."""
    found = []
    for field, value in rows:
        words = field.words(value)
        found.append(
            {"label": field.label, "words": words, "lang": html_lang(language_of_text(words)), "long": field.long}
        )
    return found


@register.simple_tag
def listing_row_facts(listing: TransferListing) -> list[tuple[str, Any]]:
    """Return the few facts of a listing for a row of a list."""
    updated = localtime(listing.published_at or listing.updated_at)
    return [
        (_("Maturity"), listing.get_trl_display() if listing.trl else "–"),
        (_("Price"), str(listing.price)),
        (_("Publication date"), date_format(updated, "SHORT_DATE_FORMAT")),
    ]


@register.simple_tag
def querystring_next(request: HttpRequest, url: str) -> str:
    """Return an address that leads back to this request's page afterwards."""
    return f"{url}?{urlencode({'next': request.get_full_path()})}"


@register.filter
def as_json_ld(value: dict[str, Any]) -> SafeString:
    """Print structured data for a script element: no text in it can end the element."""
    return script_data(value)
