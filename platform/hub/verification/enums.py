"""States of a verification case, and kinds of evidence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    """Where a case is between the organisation and the verifiers."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waits for a verifier")
    IN_CHECK = "in_check", _("In check")
    CHECKED = "checked", _("Waits for a decision")
    APPROVED = "approved", _("Verified")
    RETURNED = "returned", _("Returned for changes")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    ENDED = "ended", _("Ended early")


class EndCause(models.TextChoices):
    """Why a verification ended before its day."""

    DECISION = "decision", _("A verifier ended it.")
    FACTS = "facts", _("The organisation changed data that had been checked.")
    RENEWAL = "renewal", _("A newer verification took its place.")


OPEN_STATES = (CaseState.DRAFT, CaseState.SUBMITTED, CaseState.IN_CHECK, CaseState.CHECKED, CaseState.RETURNED)
EDITABLE_STATES = (CaseState.DRAFT, CaseState.RETURNED)
WAITING_STATES = (CaseState.SUBMITTED, CaseState.IN_CHECK, CaseState.CHECKED)
TONES = {
    CaseState.SUBMITTED: "info",
    CaseState.IN_CHECK: "info",
    CaseState.CHECKED: "info",
    CaseState.APPROVED: "ok",
    CaseState.RETURNED: "warn",
    CaseState.REFUSED: "danger",
    CaseState.EXPIRED: "warn",
    CaseState.ENDED: "danger",
}


class EvidenceKind(models.TextChoices):
    """What a piece of evidence is."""

    CONTACT = "contact", _("Proof of contact, such as a letter from the official address")
    REGISTER = "register", _("Register extract or licence")
    AUTHORITY = "authority", _("Authorisation of the person who applies")
    THIRD_PARTY = "third_party", _("Report of a third party")
    SITE = "site", _("Report of a visit on site")
    OTHER = "other", _("Other evidence")
