"""What intellectual property is, on which terms it is offered, and how an enquiry goes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssetKind(models.TextChoices):
    """Kinds of intellectual property."""

    INVENTION = "invention", _("Patent for invention")
    UTILITY_MODEL = "utility_model", _("Utility model")
    DESIGN = "design", _("Registered design")
    PCT = "pct", _("International application (PCT)")
    PLANT = "plant", _("Plant variety")
    SOFTWARE = "software", _("Software copyright")
    KNOW_HOW = "know_how", _("Know-how")
    MARK = "mark", _("Trade mark")


# Kinds whose numbers follow the rules of patent offices.
PATENT_KINDS = (AssetKind.INVENTION, AssetKind.UTILITY_MODEL, AssetKind.DESIGN, AssetKind.PCT)


class LegalStatus(models.TextChoices):
    """Where the right stands."""

    APPLIED = "applied", _("Application pending")
    GRANTED = "granted", _("Granted")
    LAPSED = "lapsed", _("Lapsed")
    UNREGISTERED = "unregistered", _("Not registered")


class Encumbrance(models.TextChoices):
    """What rests on a right and goes with it."""

    PLEDGE = "pledge", _("Pledged")
    EXCLUSIVE_LICENCE = "exclusive_licence", _("Licensed exclusively to somebody")
    LICENCES = "licences", _("Licensed to others")
    LITIGATION = "litigation", _("In dispute")
    STATE_FUNDED = "state_funded", _("Publicly funded, with duties to the funder")


class Mode(models.TextChoices):
    """On which terms it is offered."""

    ASSIGNMENT = "assignment", _("Assignment")
    EXCLUSIVE = "exclusive", _("Exclusive licence")
    SOLE = "sole", _("Sole licence")
    NON_EXCLUSIVE = "non_exclusive", _("Non-exclusive licence")
    OPEN_LICENCE = "open_licence", _("Open licence")
    JOINT_VENTURE = "joint_venture", _("Joint venture")
    COOPERATION = "cooperation", _("R&D co-operation")


MODE_HINTS = {
    Mode.ASSIGNMENT: _("The right itself changes hands."),
    Mode.EXCLUSIVE: _("One licensee, and the owner does not use it either."),
    Mode.SOLE: _("One licensee beside the owner."),
    Mode.NON_EXCLUSIVE: _("As many licensees as you like."),
    Mode.OPEN_LICENCE: _("Everybody who notifies you and pays the posted price is licensed, on the same terms."),
    Mode.JOINT_VENTURE: _("A company of both sides uses it."),
    Mode.COOPERATION: _("Both sides develop it further."),
}


class PriceKind(models.TextChoices):
    """How the price is named."""

    ON_REQUEST = "on_request", _("On request")
    POSTED = "posted", _("Posted price")
    RANGE = "range", _("Price range")
    ROYALTY = "royalty", _("Royalty")


class EnquiryState(models.TextChoices):
    """Where an enquiry stands."""

    NEW = "new", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    QUALIFIED = "qualified", _("Taken further")
    REFUSED = "refused", _("Not taken further")
    CLOSED = "closed", _("Closed")
    SPAM = "spam", _("Reported as spam")


OPEN_ENQUIRIES = (EnquiryState.NEW, EnquiryState.ANSWERED, EnquiryState.QUALIFIED)
ENQUIRY_TONES = {
    EnquiryState.NEW: "warn",
    EnquiryState.ANSWERED: "ok",
    EnquiryState.QUALIFIED: "ok",
    EnquiryState.REFUSED: "neutral",
    EnquiryState.CLOSED: "neutral",
    EnquiryState.SPAM: "danger",
}


class Reason(models.TextChoices):
    """Why one side does not go further (the eight categories of structured feedback)."""

    TOO_EARLY = "too_early", _("Too early: not mature enough")
    BENEFIT_UNCLEAR = "benefit_unclear", _("Benefit over what exists unclear")
    ROUTE_UNCLEAR = "route_unclear", _("Way to use or market unclear")
    DESCRIPTION_UNCLEAR = "description_unclear", _("Description unclear or incomplete")
    NO_FIT = "no_fit", _("Outside our field or plans")
    TERMS = "terms", _("Terms or price do not fit")
    RIGHTS = "rights", _("Rights or legal position do not fit")
    OTHER_CHOICE = "other_choice", _("Another solution or partner was chosen")


class CloseReason(models.TextChoices):
    """How an enquiry ended that was not refused."""

    AGREED = "agreed", _("We reached an agreement")
    ELSEWHERE = "elsewhere", _("We go on outside the Hub")
    ANSWERED = "answered", _("The question is answered")
    NO_REPLY = "no_reply", _("The other side no longer replies")
    NOT_NOW = "not_now", _("Not now, perhaps later")
