"""How well an organisation is known at a moment, and how a service asks for more. The words of the levels are those of
`VerificationLevel`; nothing else in the product names a level.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hub.accounts.enums import VerificationLevel


def level_of(organisation: Any, now: datetime) -> int:
    """Return the verification level that counts at that moment: it is gone by itself once its time is over."""
    until = organisation.verified_until
    return 0 if until is not None and until <= now else int(organisation.verification_level)


def level_words(level: int) -> str:
    """Return the words of a level in the active language."""
    return str(VerificationLevel(level).label)


def unmet_level(organisation: Any, needed: int, now: datetime) -> str | None:
    """Return None when the organisation is verified at least that far, else the reason with the way to get there.

    For guards and 403 pages, e.g. `unmet_level(actor.organisation, VerificationLevel.CONTACT, now)`.
    """
    if organisation is None:
        return _(
            "This needs a verified organisation. Choose at the top of the page which one you act for, or register yours."
        )
    has = level_of(organisation, now)
    if has >= needed:
        return None
    words = {"needed": needed, "needed_words": level_words(needed), "has": has, "has_words": level_words(has)}
    if has == 0:
        return (
            _(
                "Verify your organisation first: this needs level %(needed)s (%(needed_words)s). "
                "An administrator starts the verification on the organisation's page."
            )
            % words
        )
    return (
        _(
            "This needs verification level %(needed)s (%(needed_words)s); your organisation has level %(has)s "
            "(%(has_words)s). An administrator can ask for a higher one on the organisation's page."
        )
        % words
    )
