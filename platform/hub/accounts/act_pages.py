"""Requests to join in the pages of acts."""

from typing import Any

from django.urls import reverse

from hub.accounts.models import JoinRequest
from hub.accounts.queries.organisations import join_requests_visible_to
from hub.accounts.services.joining import accept_join
from hub.common.bilingual import Shown, pick
from hub.workflow.pages import ActPages, register


def _organisation(join_request: Any, reader: Any) -> Shown:
    return pick(join_request.organisation, "name")


def _members(join_request: Any) -> str:
    return reverse("organisation-members", args=[join_request.organisation.public_id])


register(
    ActPages(
        JoinRequest,
        "join-request",
        join_requests_visible_to,
        title=_organisation,
        subject="join_request",
        services={"accept": accept_join},
        afterwards={"accept": _members, "decline": _members},
    )
)
