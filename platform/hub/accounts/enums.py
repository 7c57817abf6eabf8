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


class VerificationLevel(models.IntegerChoices):
    """How well we know an organisation; nothing above level 0 is given without a check."""

    NONE = 0, _("Not verified")
    EMAIL = 1, _("E-mail domain checked")
    DOCUMENTS = 2, _("Documents checked")
    REGISTRY = 3, _("Registry checked")
    ONSITE = 4, _("Visited on site")
