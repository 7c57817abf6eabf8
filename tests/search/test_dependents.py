"""What documents hold of other objects follows them: an organisation's level, names and country in its listings."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from hub.accounts.models import Organisation
from hub.accounts.services.organisations import edit_organisation, set_verification_level
from hub.common.actors import Actor
from hub.outbox.services import drain
from ip_transfer.models import TransferListing
from search.engines.base import Engine
from search.models import SearchDocument
from search.queries import find
from search.services import index_dependents
from tests.factories.accounts import actor_for, make_organisation
from tests.factories.standards import make_listing

pytestmark = pytest.mark.django_db


def titles(text: str = "", **facets: list[str]) -> set[str]:
    """The listings that a visitor finds."""
    drain("search")
    drain("search")  # what followed is applied by effects of its own
    results = find(
        text=text,
        user=AnonymousUser(),
        audiences=frozenset({"public"}),
        language="en",
        types=("ip-listing",),
        facets=facets,
    )
    return {hit.obj.title_en for hit in results.hits}


def verify(organisation: Organisation, level: int) -> None:
    set_verification_level(actor=Actor.system(), organisation=organisation, level=level, now=timezone.now())


def published(organisation: Organisation, **more: Any) -> TransferListing:
    return make_listing(organisation, state="published", **more)


def test_the_level_facet_of_listings_follows_the_verification(engine: Engine) -> None:
    organisation, other = make_organisation(), make_organisation()
    for title in ("Dry coating", "Wet coating"):
        published(organisation, title_en=title)
    published(other, title_en="Another")
    assert titles(level=["0"]) == {"Dry coating", "Wet coating", "Another"}
    verify(organisation, 2)
    assert titles(level=["2"]) == {"Dry coating", "Wet coating"}
    assert titles(level=["0"]) == {"Another"}
    verify(organisation, 0)
    assert titles(level=["2"]) == set()


def test_listings_are_found_by_the_new_name_and_country_of_their_owner(engine: Engine) -> None:
    organisation = make_organisation("Hanze Battery")
    published(organisation, title_en="Dry coating")
    assert titles("Lindqvist") == set()
    details = {"name_en": "Lindqvist Materials", "country": "SE"}
    edit_organisation(actor=actor_for(organisation), organisation=organisation, details=details, now=timezone.now())
    assert titles("Lindqvist") == {"Dry coating"}
    assert titles(country=["SE"]) == {"Dry coating"}


def test_drafts_stay_out_of_the_search() -> None:
    organisation = make_organisation()
    make_listing(organisation, title_en="Secret")
    verify(organisation, 1)
    assert titles() == set()
    assert not SearchDocument.objects.filter(type="ip-listing", is_deleted=False).exists()


@pytest.mark.django_db(transaction=True)
def test_following_belongs_into_the_transaction_of_the_change() -> None:
    organisation = make_organisation()
    with pytest.raises(RuntimeError):
        index_dependents(organisation)
