"""What an organisation said about itself when it submitted its case: verifiers check that, and nothing else."""

from __future__ import annotations

from typing import Any

from hub.accounts.checked_facts import CHECKED_FACTS, WAYS_TO_REACH, facts_behind
from hub.accounts.models import Organisation, OrganisationIdentifier
from hub.verification.models import VerificationCase

Number = tuple[str, str, str]  # scheme, country, value


def facts_of(organisation: Organisation) -> dict[str, Any]:
    """Return what the organisation says about itself now, as a case keeps it."""
    told = {field: getattr(organisation, field) for field in (*CHECKED_FACTS, *WAYS_TO_REACH)}
    numbers = organisation.identifiers.order_by("id").values_list("scheme", "country", "value")
    return {**told, "numbers": [list(number) for number in numbers]}


def stated_organisation(case: VerificationCase) -> Organisation:
    """Return the organisation as it was submitted, for showing; it is not a row and cannot be saved over one."""
    return Organisation(**{field: value for field, value in case.facts.items() if field != "numbers"})


def stated_identifiers(case: VerificationCase) -> list[OrganisationIdentifier]:
    """Return the registration numbers as they were submitted, for showing; they are no rows."""
    return [OrganisationIdentifier(scheme=s, country=c, value=v) for s, c, v in numbers_of(case)]


def numbers_of(case: VerificationCase) -> list[Number]:
    """Return the registration numbers that the case is about: scheme, country, value."""
    return [(scheme, country, value) for scheme, country, value in case.facts.get("numbers", [])]


def changed_facts(case: VerificationCase, level: int | None = None) -> list[str]:
    """Return which facts behind a level (the one asked for unless told) are not what was submitted any more: fields of the
    organisation, and "numbers".
    """
    present = facts_of(case.organisation)
    return [
        field
        for field in (*facts_behind(level or case.level_sought), "numbers")
        if present[field] != case.facts.get(field)
    ]
