"""Who hears what about a case."""

from __future__ import annotations

from datetime import datetime

from hub.accounts.enums import Role
from hub.accounts.queries import admins_of, holders_of
from hub.notifications.services import notify
from hub.verification.models import VerificationCase


def tell_about_case(*, what: str, public_id: str, key: str, now: datetime) -> None:
    """Tell the verifiers of a new case, and the organisation's administrators of everything else."""
    case = VerificationCase.objects.select_related("organisation").get(public_id=public_id)
    readers = holders_of(Role.VERIFIER) if what == "submitted" else admins_of(case.organisation_id)
    for reader in readers:
        notify(kind=f"verification.{what}", reader=reader, subject=case, key=key, now=now)
