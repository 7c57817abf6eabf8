"""Writing to a person of the directory: the letter leaves, the address stays hidden, and a day has an end."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from hub.outbox.models import OutboxMessage
from tests.cms.pages import make_person
from tests.factories.accounts import make_user, signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "ada@secret.example"
LETTER = {"subject": "A question on clause 4", "text": "Which load does the test assume?"}


def letters() -> list[Any]:
    return [message.payload for message in OutboxMessage.objects.filter(kind="mail.send")]


@pytest.fixture
def path() -> str:
    make_person("ada-byron", contact_email=ADDRESS, name_zh="阿达")
    return "/en/contact/ada-byron/"


def test_a_letter_leaves_for_the_address_that_no_page_shows(path: str) -> None:
    client = signed_in(make_user())
    answer = client.post(path, LETTER, follow=True)
    assert (answer.status_code, "Your message is on its way." in answer.content.decode()) == (200, True)
    (letter,) = letters()
    assert (ADDRESS in str(letter), LETTER["text"] in str(letter)) == (True, True)
    assert ADDRESS not in answer.content.decode() + client.get(path).content.decode()


def test_nobody_writes_without_signing_in_or_without_words(path: str) -> None:
    assert Client().post(path, LETTER).status_code == 302
    assert signed_in(make_user()).post(path, {**LETTER, "text": " "}).status_code == 422
    assert letters() == []


def test_ten_letters_a_day_then_the_time_to_wait(path: str, settings: Any) -> None:
    settings.HUB_LIMITS = True
    client = signed_in(make_user())
    answers = [client.post(path, LETTER) for _n in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 86_400
    assert len(letters()) == 10
