"""The history of a conversation shows its milestones to those who take part, and no name behind a mask."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def drawn(conversation: object, reader: object) -> str:
    request = RequestFactory().get("/")
    request.user = reader  # type: ignore[assignment]
    template = Template("{% load activity_tags %}{% history conversation %}")
    return template.render(Context({"request": request, "conversation": conversation}))


def test_those_who_take_part_read_milestones_without_names(buyer, seller, conversation) -> None:
    for side in (buyer, seller):
        page = drawn(conversation, side.user)
        assert "opened a conversation" in page
        assert "sent a message" not in page
        for other in (buyer, seller):
            assert other.user.name not in page
    assert drawn(conversation, make_user()).strip() == ""
