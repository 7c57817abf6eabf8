"""Two sides that talk, and somebody who takes no part."""

from __future__ import annotations

import pytest
from django.test import Client

from hub.common.actors import Actor
from hub.messaging.models import Conversation
from tests.factories.messaging import make_conversation, make_side


@pytest.fixture
def buyer(db) -> Actor:
    return make_side("Meridian Optics", "Ada Novak", language="en", timezone="Europe/Berlin")


@pytest.fixture
def seller(db) -> Actor:
    return make_side("汉泽电池", "林薇", language="zh-hans", timezone="Asia/Shanghai")


@pytest.fixture
def outsider(db) -> Actor:
    return make_side("Third Party", "Tom Third")


@pytest.fixture
def conversation(buyer: Actor, seller: Actor) -> Conversation:
    return make_conversation(buyer, seller)


@pytest.fixture
def sign_in():
    def make(actor: Actor, *, enforce_csrf_checks: bool = False) -> Client:
        client = Client(enforce_csrf_checks=enforce_csrf_checks)
        client.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make
