"""What each level means: what must be shown for it, how long it lasts, and what it says in words, for the public page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import VerificationLevel
from hub.verification.enums import EvidenceKind

MONTH = timedelta(days=30.4375)


@dataclass(frozen=True)
class LevelMeaning:
    """A level: the evidence without which no case is submitted, the longest time it lasts, and its words."""

    level: VerificationLevel
    needs: tuple[EvidenceKind, ...]
    months: int
    checked: str | Promise
    says_not: str | Promise

    @property
    def longest(self) -> timedelta:
        """The longest time between the decision and the end."""
        return self.months * MONTH


MEANINGS = {
    meaning.level: meaning
    for meaning in (
        LevelMeaning(
            VerificationLevel.CONTACT,
            (),
            24,
            _("Somebody answered at the organisation's own website domain, telephone or postal address."),
            _("It does not say who owns the organisation or whether it exists in a register."),
        ),
        LevelMeaning(
            VerificationLevel.DOCUMENTS,
            (EvidenceKind.REGISTER,),
            24,
            _(
                "Names, country and registration numbers agree with an official document such as a register extract or licence."
            ),
            _("It does not say whether the document was compared with the register itself."),
        ),
        LevelMeaning(
            VerificationLevel.THIRD_PARTY,
            (EvidenceKind.REGISTER, EvidenceKind.THIRD_PARTY),
            12,
            _(
                "An independent third party confirmed the same in a dated report: an audit firm, a certification body, a chamber."
            ),
            _("It does not say that products or technology were tested."),
        ),
        LevelMeaning(
            VerificationLevel.ONSITE,
            (EvidenceKind.REGISTER, EvidenceKind.SITE),
            12,
            _(
                "Somebody visited the organisation at its address and described premises, people and activity in a dated report."
            ),
            _("It does not say how the organisation will be on a later day: that is why it ends after a year."),
        ),
    )
}


def meaning_of(level: int) -> LevelMeaning:
    """Return what a level from 1 to 4 means."""
    return MEANINGS[VerificationLevel(level)]
