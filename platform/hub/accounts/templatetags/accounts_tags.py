"""How organisations show themselves: `{% load accounts_tags %}`."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.accounts import presentation
from hub.accounts.levels import level_of
from hub.accounts.models import Organisation, OrganisationIdentifier
from hub.accounts.tabs import tabs_of
from hub.common.bilingual import pick
from hub.vocabularies.countries import country_name

register = template.Library()


@register.simple_tag
def name_of(organisation: Organisation) -> str:
    """Return the bare name of an organisation in the active language: for mails and titles."""
    return pick(organisation, "name").text


@register.simple_tag
def org_line(organisation: Organisation, until: bool = False) -> dict[str, Any]:
    """Return the props of the organisation line: name, address, country, verification with its words, on demand its end."""
    return presentation.org_line(organisation, timezone.now(), with_end=until)


@register.simple_tag(takes_context=True)
def organisation_tabs(context: Context, organisation: Organisation, current: str) -> list[dict[str, Any]]:
    """Return the pages of an organisation that this reader may open; none for strangers."""
    tabs = tabs_of(organisation, context["request"].user, current)
    return tabs if len(tabs) > 1 else []


@register.simple_tag
def organisation_json(organisation: Organisation, identifiers: list[OrganisationIdentifier]) -> str:
    """Return the organisation for machines, as JSON that is safe inside a script element."""
    return presentation.linked_data(organisation, identifiers)


@register.simple_tag
def number_words(identifier: OrganisationIdentifier) -> str:
    """Return the kind of a registration number, with its country."""
    words = identifier.get_scheme_display()
    if not identifier.country:
        return words
    return _("%(kind)s, %(country)s") % {"kind": words, "country": country_name(identifier.country)}


@register.simple_tag
def is_checked(identifier: OrganisationIdentifier, organisation: Organisation) -> bool:
    """Whether a number was compared with documents, and that check still counts."""
    return identifier.checked and level_of(organisation, timezone.now()) > 0
