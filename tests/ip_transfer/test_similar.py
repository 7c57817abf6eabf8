"""What is near a listing: tied to the same standard, or classified alike, each with its reason."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ip_transfer.models import TransferListing
from ip_transfer.queries import similar_to
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db
IPC = ["H01M 4/04", "H01M 10/0525"]


def reasons(listing: TransferListing) -> list[tuple[TransferListing, str, str]]:
    return [(near.listing, near.standard, near.ipc) for near in similar_to(listing, AnonymousUser())]


def published(*ipc: str, **more: object) -> TransferListing:
    return make_listing(state="published", asset={"ipc": list(ipc)}, **more)  # type: ignore[arg-type]


def test_the_same_subclass_is_near_also_without_a_shared_standard_and_says_why() -> None:
    one, other = published(*IPC), published("B05D 1/00", "H01M 50/20", title_en="Cell housing")
    published("B05D 1/00", "H01L 21/00")
    published()
    make_listing(asset={"ipc": IPC})
    assert reasons(one) == [(other, "", "H01M")]
    page = Client().get(one.get_absolute_url()).content.decode()
    assert "Of the same IPC class H01M" in page
    assert "Cell housing" in page


def test_a_shared_standard_comes_before_a_shared_class_and_both_before_one() -> None:
    standard = make_standard()
    one = published(*IPC, standard=standard)
    tied = published("B05D 1/00", standard=standard)
    both = published(*IPC, standard=standard)
    classed = published("H01M 4/13")
    number = standard.number
    assert reasons(one) == [(both, number, "H01M"), (tied, number, ""), (classed, "", "H01M")]


def test_without_standards_and_symbols_nothing_is_near() -> None:
    published(*IPC)
    assert reasons(published()) == []
