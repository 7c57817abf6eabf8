"""Verification cases in the pages of acts."""

from typing import Any

from django.urls import reverse

from hub.common.bilingual import Shown, pick
from hub.verification.models import VerificationCase
from hub.verification.queries import visible_to
from hub.verification.services.cases import approve_case
from hub.workflow.pages import ActPages, register


def _organisation(case: Any, reader: Any) -> Shown:
    return pick(case.organisation, "name")


def _desk(case: Any) -> str:
    return reverse("verification-desk")


def _case(case: Any) -> str:
    return reverse("verification-desk-case", args=[case.public_id])


register(
    ActPages(
        VerificationCase,
        "verification",
        visible_to,
        title=_organisation,
        subject="case",
        services={"approve": approve_case},
        places={"submit": lambda case: str(case.get_absolute_url()), "start_check": _case},
        afterwards={
            "start_check": _case,
            "report": _desk,
            "hand_back": _desk,
            "approve": _desk,
            "return": _desk,
            "refuse": _desk,
        },
    )
)
