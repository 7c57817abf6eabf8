"""How an organisation shows itself: its facts in words, its data for machines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hub.accounts.enums import OrganisationKind, VerificationLevel
from hub.accounts.levels import level_of, level_words
from hub.accounts.models import Organisation, OrganisationIdentifier
from hub.common.bilingual import pick
from hub.common.script_data import script_data
from hub.vocabularies.countries import country_name


def org_line(organisation: Organisation, now: datetime, *, with_end: bool) -> dict[str, Any]:
    """Return the props of the component `org`: name, address, country, verification with its words and, if asked, its end."""
    name, level = pick(organisation, "name"), level_of(organisation, now)
    until = until_words(organisation, now) if with_end else ""
    return {
        "name": name.text,
        "lang": name.mark,
        "url": reverse("organisation-detail", args=[organisation.public_id]),
        "level": level,
        "level_label": level_words(level),
        "until": _("until %(day)s") % {"day": until} if until else "",
        "place": country_name(organisation.country),
    }


def facts_of(organisation: Organisation, now: datetime) -> list[tuple[str, Any]]:
    """Return the facts of the rail."""
    facts = [
        (_("Kind"), organisation.get_kind_display()),
        (_("Country or region"), country_name(organisation.country)),
        (_("People who work there"), organisation.get_size_display() if organisation.size else ""),
        (pgettext("level of an organisation", "Verification"), level_line(organisation, now)),
        (_("On the Hub since"), date_format(localtime(organisation.created_at), "DATE_FORMAT")),
    ]
    return [(term, detail) for term, detail in facts if detail]


def level_line(organisation: Organisation, now: datetime) -> str:
    """Return level and end in one line, e.g. “Documents checked, until 3 March 2027”."""
    level = level_of(organisation, now)
    words = level_words(level)
    until = until_words(organisation, now)
    return _("%(level)s, until %(day)s") % {"level": words, "day": until} if until else words


def what_was_checked(level: int) -> str:
    """Say, before anything is saved, which data of a verified organisation end its verification."""
    if level == VerificationLevel.CONTACT:
        return _(
            "The organisation is verified: its names, kind, country, website and telephone were checked. "
            "Changing them ends the verification; everything else is yours to change at any time."
        )
    return _(
        "The organisation is verified: its names, kind, country and numbers were checked. "
        "Changing them ends the verification; everything else is yours to change at any time."
    )


def until_words(organisation: Organisation, now: datetime) -> str:
    """Return the day on which the level ends, in words; empty when there is none."""
    if not level_of(organisation, now) or organisation.verified_until is None:
        return ""
    return str(date_format(localtime(organisation.verified_until), "DATE_FORMAT"))


def linked_data(organisation: Organisation, identifiers: Iterable[OrganisationIdentifier]) -> SafeString:
    """Return schema.org data about an organisation as JSON, safe inside a script element."""
    names = [n for n in (organisation.name_en, organisation.name_zh) if n]
    summary = organisation.summary_en or organisation.summary_zh
    numbers = [{"@type": "PropertyValue", "propertyID": i.scheme, "value": i.value} for i in identifiers]
    facts = {
        "@context": "https://schema.org",
        "@type": "Person" if organisation.kind == OrganisationKind.INDIVIDUAL else "Organization",
        "name": names[0],
        "alternateName": names[1:],
        "description": summary,
        "url": organisation.website,
        "identifier": numbers,
        "address": {"@type": "PostalAddress", "addressCountry": organisation.country},
    }
    kept = {key: value for key, value in facts.items() if value}
    return script_data(kept)
