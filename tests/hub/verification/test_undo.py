"""A refusal is turned back while there is time, and the organisation never hears of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.common.actors import Actor
from hub.notifications.models import Notice
from hub.outbox.services import drain
from hub.verification.models import VerificationCase
from hub.workflow.errors import GuardsUnmet
from hub.workflow.services import fire
from hub.workflow.undoing import undo
from tests.factories.accounts import actor_for, make_organisation
from tests.factories.verification import make_case, make_verifier

pytestmark = pytest.mark.django_db


def refused(case: VerificationCase, decider: Actor) -> None:
    fire(case, "refuse", decider, timezone.now(), reasons="The register names another company.")


def test_a_refusal_turned_back_is_as_if_it_had_not_been() -> None:
    case, decider = make_case(state="checked"), Actor.person(make_verifier())
    refused(case, decider)
    case.refresh_from_db()
    assert (case.state, case.decider, case.reasons != "") == ("refused", decider.user, True)
    undo(obj=case, actor=decider, now=timezone.now())
    case.refresh_from_db()
    assert (case.state, case.decider, case.decided_at, case.reasons) == ("checked", None, None, "")
    drain("mail", now=timezone.now() + timedelta(hours=1))
    assert not Notice.objects.filter(kind="verification.refused").exists()
    refused(case, decider)


def test_nobody_else_turns_a_refusal_back_and_nobody_later() -> None:
    organisation = make_organisation()
    case, decider = make_case(organisation, state="checked"), Actor.person(make_verifier())
    refused(case, decider)
    for actor in (actor_for(organisation), Actor.person(make_verifier())):
        with pytest.raises(GuardsUnmet):
            undo(obj=case, actor=actor, now=timezone.now())
    with pytest.raises(GuardsUnmet):
        undo(obj=case, actor=decider, now=timezone.now() + timedelta(minutes=11))
    case.refresh_from_db()
    assert case.state == "refused"
