"""Who may open evidence directly: members of the organisation. Verifiers open it from their desk, which keeps that they did."""

from typing import Any

from hub.accounts.queries import belongs_to
from hub.files.access import files_of
from hub.verification.models import VerificationCase


@files_of("verification.verificationcase")
def may_open(case: VerificationCase, user: Any) -> bool:
    """Members only."""
    return belongs_to(user, case.organisation_id)
