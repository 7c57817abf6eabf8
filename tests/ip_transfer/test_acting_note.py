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
        f"organisations/{other.public_id}/join/",
    ):
        assert WORDS in client.get(f"/en/{path}").content.decode().split("<main")[1], path
    assert WORDS in signed_in(admin_of(other)).get(case.get_absolute_url()).content.decode().split("<main")[1]
