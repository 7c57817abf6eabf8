"""Where a report stands, and why one is declined."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CorrectionState(models.TextChoices):
    """Where a report stands."""

    OPEN = "open", pgettext_lazy("report of a wrong fact", "Open")
    ACCEPTED = "accepted", pgettext_lazy("report of a wrong fact", "Accepted")
    DECLINED = "declined", pgettext_lazy("report of a wrong fact", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("report of a wrong fact", "Withdrawn")


TONES = {
    CorrectionState.OPEN: "warn",
    CorrectionState.ACCEPTED: "ok",
    CorrectionState.DECLINED: "neutral",
    CorrectionState.WITHDRAWN: "neutral",
}


class DeclineReason(models.TextChoices):
    """Why a report is declined."""

    RIGHT = "right", _("The fact is right")
    NO_SOURCE = "no_source", _("The source does not show it")
    KNOWN = "known", _("It was reported before")
    ELSEWHERE = "elsewhere", _("Another body publishes this fact")
