"""A refusal can be turned back for ten minutes, by a button that needs no script; until then nobody is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hub.accounts.models import JoinRequest, Organisation
from hub.accounts.services.joining import ask_to_join
from hub.common.actors import Actor
from hub.outbox.services import drain
from hub.workflow.models import TakenStep
from tests.factories.accounts import admin_of, make_organisation, make_user, signed_in

pytestmark = pytest.mark.django_db


def declined() -> tuple[Client, Organisation, JoinRequest]:
    """An administrator who has just declined a request."""
    organisation = make_organisation("Hanze Battery")
    asked = ask_to_join(
        actor=Actor.person(make_user("Lin Yue")), organisation=organisation, message="", now=timezone.now()
    )
    drain()
    mail.outbox.clear()
    client = signed_in(admin_of(organisation))
    client.post(f"/en/acts/join-request/{asked.public_id}/decline/")
    asked.refresh_from_db()
    assert asked.state == "declined"
    return client, organisation, asked


def test_a_declined_request_to_join_is_turned_back_on_the_members_page_and_nobody_was_told() -> None:
    client, organisation, asked = declined()
    undo = f"/en/acts/join-request/{asked.public_id}/undo/"
    assert undo in client.get(f"/en/organisations/{organisation.public_id}/members/").content.decode()
    client.post(undo)
    asked.refresh_from_db()
    assert (asked.state, asked.decided_at) == ("asked", None)
    drain(now=timezone.now() + timedelta(hours=1))
    assert mail.outbox == []


def test_after_ten_minutes_the_person_hears_and_it_stays_declined() -> None:
    client, organisation, asked = declined()
    later = timezone.now() + timedelta(minutes=11)
    drain(now=later)
    assert [m.to for m in mail.outbox] == [[asked.user.email]]
    TakenStep.objects.update(until=timezone.now())
    page = client.get(f"/en/organisations/{organisation.public_id}/members/").content.decode()
    assert "/undo/" not in page
    assert client.post(f"/en/acts/join-request/{asked.public_id}/undo/").status_code == 409


def test_it_stays_declined_when_the_person_asked_anew_meanwhile() -> None:
    client, organisation, asked = declined()
    ask_to_join(actor=Actor.person(asked.user), organisation=organisation, message="", now=timezone.now())
    answer = client.post(f"/en/acts/join-request/{asked.public_id}/undo/")
    assert answer.status_code == 409
    assert "something new has taken its place" in answer.content.decode()
    asked.refresh_from_db()
    assert (asked.state, asked.decided_at is None) == ("declined", False)
