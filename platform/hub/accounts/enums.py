"""Roles, and what kinds of organisation there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may be trusted with beyond their own organisations (architecture, 3b: one table)."""

    VERIFIER = "verifier", _("Verifier")
    REVIEWER = "reviewer", _("Reviewer")
    PUBLISHER = "publisher", _("Publisher")
    EDITOR = "editor", _("Editor")
    APPROVER = "approver", _("Approver")
    MODERATOR = "moderator", _("Moderator")
    TREASURER = "treasurer", _("Treasurer")
    AUDITOR = "auditor", _("Auditor")
    SUPERUSER = "superuser", _("Superuser")


class GrantState(models.TextChoices):
    """Where a grant of a role stands."""

    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", _("Active")
    REFUSED = "refused", _("Not confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ENDED = "ended", _("Ended")


# Wagtail's own groups that follow our roles; their page permissions are Wagtail's.
WAGTAIL_GROUPS = {Role.EDITOR: "Editors", Role.APPROVER: "Moderators"}


class MemberRole(models.TextChoices):
    """What a person is in an organisation."""

    ADMIN = "admin", _("Administrator")
    MEMBER = "member", _("Member")


class OrganisationKind(models.TextChoices):
    """What an organisation is; a person on their own account is an organisation too."""

    COMPANY = "company", _("Company")
    RESEARCH = "research", _("University or research institute")
    TESTING = "testing", _("Testing body")
    ASSOCIATION = "association", _("Association or alliance")
    PUBLIC = "public", _("Public body")
    INDIVIDUAL = "individual", _("Individual")


class OrganisationSize(models.TextChoices):
    """How many people work there; the bounds of the European Commission's definition of small enterprises, and one."""

    ONE = "1", _("1 person")
    MICRO = "2-9", _("2 to 9 people")
    SMALL = "10-49", _("10 to 49 people")
    MEDIUM = "50-249", _("50 to 249 people")
    LARGE = "250-999", _("250 to 999 people")
    HUGE = "1000+", _("1,000 people or more")


class IdentifierScheme(models.TextChoices):
    """Which register a number comes from."""

    USCC = "uscc", _("Unified social credit code (mainland China)")
    LEI = "lei", _("Legal entity identifier (LEI)")
    VAT = "vat", _("VAT number")
    OTHER = "other", _("Other registration number")


class JoinState(models.TextChoices):
    """What became of a request to join."""

    ASKED = "asked", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class VerificationLevel(models.IntegerChoices):
    """How well we know an organisation; nothing above level 0 is given without a check by two persons.

    These words are used wherever a level shows; what each level means stands in `hub.verification.levels`.
    """

    NONE = 0, _("Not verified")
    CONTACT = 1, _("Contact confirmed")
    DOCUMENTS = 2, _("Documents checked")
    THIRD_PARTY = 3, _("Checked by a third party")
    ONSITE = 4, _("Checked on site")
