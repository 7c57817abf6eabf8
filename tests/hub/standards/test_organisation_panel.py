"""The chips on an organisation's public page: standards of what it published, most ties first, nothing of its drafts."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from hub.standards.linked import standards_of
from tests.factories.accounts import admin_of, make_organisation
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db


def test_chips_are_of_published_things_with_the_most_tied_standard_first() -> None:
    organisation = make_organisation()
    rare, common, hidden = make_standard("T/ZSA 1-2026"), make_standard("T/ZSA 2-2026"), make_standard("T/ZSA 3-2026")
    for standard in (rare, common, common):
        make_listing(organisation, standard=standard, state="published")
    make_listing(organisation, standard=hidden)
    make_listing(standard=hidden, state="published")
    for reader in (AnonymousUser(), admin_of(organisation)):
        assert standards_of(organisation, reader) == [common, rare]
    page = Client().get(f"/en/organisations/{organisation.public_id}/").content.decode()
    section = page.split('id="works-with"')[1].split("</section>")[0]
    assert re.findall(r"<b>(T/ZSA [^<]+)</b>", section) == [common.number, rare.number]


def test_an_organisation_that_published_nothing_shows_no_chips() -> None:
    page = Client().get(f"/en/organisations/{make_organisation().public_id}/").content.decode()
    assert "works-with" not in page
