"""How far an organisation was checked, on its public page; and what happens when checked facts change."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from hub.accounts.checked_facts import when_facts_change
from hub.accounts.home_panel import Panel, organisation_panel
from hub.accounts.levels import level_of, level_words
from hub.accounts.presentation import until_words
from hub.verification.enums import EvidenceKind
from hub.verification.levels import meaning_of
from hub.verification.queries import case_in_force
from hub.verification.services.cases import end_because_facts_changed


@organisation_panel("verification")
def level(request: HttpRequest, organisation: Any) -> Panel | None:
    """Level, evidence by kind, when and by whom; never the documents."""
    now = timezone.now()
    number = level_of(organisation, now)
    if not number:
        return None
    case = case_in_force(organisation)
    kinds = dict(EvidenceKind.choices)
    context = {
        "level": number,
        "words": level_words(number),
        "meaning": meaning_of(number),
        "until": until_words(organisation, now),
        "at": organisation.verified_at,
        "kinds": [kinds[kind] for kind in case.evidence_kinds if kind in kinds] if case else [],
        "by_two": case is not None,
    }
    return Panel("verification/_level.html", context, 5)


@when_facts_change("verification")
def end(organisation: Any, now: datetime) -> None:
    """What was checked is no longer what stands there."""
    end_because_facts_changed(organisation=organisation, now=now)
