"""What verification holds of a person: the cases they opened, checked or decided. A case belongs to its organisation, and
its files are among the person's files; findings and reasons are the association's record of what was decided.
"""

from __future__ import annotations

from typing import Any

from hub.accounts.own_data import PersonalData, register
from hub.verification.models import VerificationCase

OF_EACH = ("public_id", "organisation__public_id", "level_sought", "state", "created_at")


def _cases(user: Any) -> dict[str, Any]:
    rows = VerificationCase.objects.order_by("id")
    return {
        "opened": list(rows.filter(acted_by=user).values(*OF_EACH)),
        "checked": list(rows.filter(checker=user).values(*OF_EACH, "findings", "checked_at")),
        "decided": list(rows.filter(decider=user).values(*OF_EACH, "reasons", "decided_at")),
    }


register(
    PersonalData(
        "verification",
        tuple(f"verification.VerificationCase.{field}" for field in ("acted_by", "checker", "decider")),
        _cases,
    )
)
