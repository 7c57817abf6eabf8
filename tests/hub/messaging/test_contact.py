"""Writing to an organisation from its public page: who may, where it leads, and that nothing happens twice."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from hub.accounts.models import Organisation
from hub.common.actors import Actor
from hub.messaging.models import Conversation
from tests.factories.accounts import make_user, signed_in

pytestmark = pytest.mark.django_db


def organisation_of(actor: Actor) -> Organisation:
    assert actor.organisation is not None
    return actor.organisation


def address(actor: Actor) -> str:
    return f"/en/conversations/new/{organisation_of(actor).public_id}/"


def page_of(actor: Actor) -> str:
    return f"/en/organisations/{organisation_of(actor).public_id}/"


def write(client: Client, actor: Actor, **form: Any) -> Any:
    return client.post(address(actor), {"body": "Do you run a dry room?", "client_uuid": uuid.uuid4(), **form})


def test_the_public_page_offers_it_to_all_but_its_own_people(buyer: Actor, seller: Actor, sign_in) -> None:
    assert address(seller) in Client().get(page_of(seller)).content.decode()
    assert address(seller) in sign_in(buyer).get(page_of(seller)).content.decode()
    assert address(seller) not in sign_in(seller).get(page_of(seller)).content.decode()


def test_a_message_opens_one_conversation_of_both_organisations(buyer: Actor, seller: Actor, sign_in) -> None:
    client, once = sign_in(buyer), uuid.uuid4()
    assert "Acting for" in client.get(address(seller)).content.decode().split("<main")[1]
    answers = [write(client, seller, client_uuid=once) for _n in range(2)]
    conversation = Conversation.objects.get()
    there = f"/en/conversations/{conversation.public_id}/"
    assert [answer["Location"] for answer in answers] == [there, there]
    sides = set(conversation.participants.values_list("organisation", flat=True))
    assert sides == {organisation_of(buyer).pk, organisation_of(seller).pk}
    assert conversation.subject is None
    assert "Do you run a dry room?" in sign_in(seller).get(there).content.decode()


def test_the_way_leads_into_the_talk_that_is_there_already(buyer: Actor, seller: Actor, sign_in) -> None:
    write(sign_in(buyer), seller)
    there = f"/en/conversations/{Conversation.objects.get().public_id}/"
    assert sign_in(buyer).get(address(seller))["Location"] == there
    assert sign_in(seller).get(address(buyer))["Location"] == there


def test_nobody_writes_to_themselves_and_whoever_has_no_organisation_registers_one(seller: Actor, sign_in) -> None:
    assert sign_in(seller).get(address(seller))["Location"] == page_of(seller)
    write(sign_in(seller), seller)
    answer = write(signed_in(make_user()), seller)
    register = f"/en/organisations/register/?{urlencode({'next': address(seller)})}"
    assert f'href="{register}"' in answer.content.decode()
    assert not Conversation.objects.exists()


def test_an_empty_message_is_not_sent(buyer: Actor, seller: Actor, sign_in) -> None:
    answer = write(sign_in(buyer), seller, body="  ")
    assert (answer.status_code, Conversation.objects.count()) == (422, 0)


def test_who_writes_to_too_many_has_to_wait(buyer: Actor, seller: Actor, sign_in, settings: Any) -> None:
    settings.HUB_LIMITS = True
    client = sign_in(buyer)
    assert {write(client, seller).status_code for _n in range(10)} == {302}
    answer = write(client, seller)
    assert (answer.status_code, Conversation.objects.count()) == (429, 10)
    assert int(answer["Retry-After"]) > 0
