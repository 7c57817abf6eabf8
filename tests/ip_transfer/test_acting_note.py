"""Whoever begins something for an organisation reads for which one."""

from __future__ import annotations

import pytest

from tests.factories.accounts import admin_of, make_organisation, signed_in
from tests.factories.standards import make_listing
from tests.factories.verification import make_case

pytestmark = pytest.mark.django_db
WORDS = "Acting for <b>"


def test_forms_say_for_whom_one_acts() -> None:
    listing = make_listing(state="published")
    organisation, other = listing.organisation, make_organisation()
    case, client = make_case(other, state="draft"), signed_in(admin_of(organisation))
    for path in (
        f"technology/{listing.public_id}/renew/",
        f"organisations/{organisation.public_id}/verification/",
    ):
        assert WORDS in client.get(f"/en/{path}").content.decode().split("<main")[1], path
    assert WORDS in signed_in(admin_of(other)).get(case.get_absolute_url()).content.decode().split("<main")[1]


def test_whoever_asks_to_join_asks_in_their_own_name() -> None:
    member = admin_of(make_organisation())
    path = f"/en/organisations/{make_organisation().public_id}/join/"
    text = signed_in(member).get(path).content.decode().split("<main")[1]
    assert f"You ask in your own name: {member.name}." in text
    assert WORDS not in text
