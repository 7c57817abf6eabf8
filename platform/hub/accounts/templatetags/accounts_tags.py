"""How organisations show themselves: `{% load accounts_tags %}`."""

from typing import Any

from django import template
from django.urls import reverse

from hub.accounts.models import Organisation
from hub.common.bilingual import pick
from hub.vocabularies.countries import country_name

register = template.Library()


@register.simple_tag
def organisation_row(organisation: Organisation) -> dict[str, Any]:
    """Return what a row of the list of organisations shows."""
    name, summary = pick(organisation, "name"), pick(organisation, "summary")
    return {
        "name": name.text,
        "lang": name.mark,
        "summary": summary.text,
        "summary_lang": summary.mark,
        "url": reverse("organisation-detail", args=[organisation.public_id]),
        "kind": organisation.get_kind_display(),
        "place": country_name(organisation.country),
    }


@register.simple_tag
def org_line(organisation: Organisation) -> dict[str, Any]:
    """Return the props of the organisation line: name, address, verification level, country."""
    row = organisation_row(organisation)
    return {
        "name": row["name"],
        "lang": row["lang"],
        "url": row["url"],
        "level": organisation.verification_level,
        "place": row["place"],
    }
