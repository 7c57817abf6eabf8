"""What intellectual property is, and on which terms it is offered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssetKind(models.TextChoices):
    """Kinds of intellectual property."""

    INVENTION = "invention", _("Patent for invention")
    UTILITY_MODEL = "utility_model", _("Utility model")
    DESIGN = "design", _("Registered design")
    PCT = "pct", _("International application (PCT)")
    SOFTWARE = "software", _("Software copyright")
    KNOW_HOW = "know_how", _("Know-how")


class LegalStatus(models.TextChoices):
    """Where the right stands."""

    APPLIED = "applied", _("Application pending")
    GRANTED = "granted", _("Granted")
    LAPSED = "lapsed", _("Lapsed")
    UNREGISTERED = "unregistered", _("Not registered")


class Mode(models.TextChoices):
    """On which terms it is offered."""

    ASSIGNMENT = "assignment", _("Assignment")
    EXCLUSIVE = "exclusive", _("Exclusive licence")
    NON_EXCLUSIVE = "non_exclusive", _("Non-exclusive licence")
    OPEN_LICENCE = "open_licence", _("Open licence")
    JOINT = "joint", _("Joint development")


class PriceKind(models.TextChoices):
    """How the price is named."""

    ON_REQUEST = "on_request", _("On request")
    POSTED = "posted", _("Posted price")


class EnquiryState(models.TextChoices):
    """Where an enquiry stands."""

    NEW = "new", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")


ENQUIRY_TONES = {EnquiryState.NEW: "warn", EnquiryState.ANSWERED: "ok", EnquiryState.CLOSED: "neutral"}
