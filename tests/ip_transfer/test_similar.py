"""What is near a listing: tied to the same standard, classified alike, or of the same words, each with its reason."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from hub.outbox.services import drain
from hub.workflow.services import fire
from ip_transfer.models import TransferListing
from tests.factories.accounts import actor_for
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db
IPC = ["H01M 4/04", "H01M 10/0525"]
ROW = re.compile(r'<a href="[^"]*"[^>]*>([^<]*)</a></h3>.*?<p[^>]*>(.*?)</p>', re.DOTALL)


def published(title: str, *ipc: str, **more: object) -> TransferListing:
    summary = f"All about {title.lower()}."
    return make_listing(state="published", title_en=title, summary_en=summary, asset={"ipc": list(ipc)}, **more)  # type: ignore[arg-type]


def near(listing: TransferListing) -> list[tuple[str, str]]:
    """Titles and reasons that a visitor sees on the listing's page."""
    drain("search")
    page = Client().get(listing.get_absolute_url()).content.decode()
    _before, heading, block = page.partition("Similar technology</h2>")
    return ROW.findall(block.partition("</section>")[0]) if heading else []


def test_the_same_subclass_is_near_also_without_a_shared_standard_and_says_why() -> None:
    one = published("Cathode mixer", *IPC)
    published("Cell housing", "B05D 1/00", "H01M 50/20")
    published("Wafer saw", "B05D 1/00", "H01L 21/00")
    make_listing(asset={"ipc": IPC})
    assert near(one) == [("Cell housing", "Same IPC subclass H01M")]


def test_a_shared_standard_comes_before_a_shared_class_and_both_before_one() -> None:
    standard = make_standard()
    one = published("Cathode mixer", *IPC, standard=standard)
    published("Wafer saw", "B05D 1/00", standard=standard)
    published("Cell housing", *IPC, standard=standard)
    published("Leak tester", "H01M 4/13")
    tied = f"Tied to {standard.number} as well"
    assert near(one) == [
        ("Cell housing", f"{tied} · Same IPC subclass H01M"),
        ("Wafer saw", tied),
        ("Leak tester", "Same IPC subclass H01M"),
    ]


def test_the_same_words_are_near_and_nothing_is_shown_where_nothing_is() -> None:
    one = published("Solvent-free cathode mixer")
    assert near(one) == []
    other = published("Cathode mixer for thick layers")
    published("Fruit juice press")
    assert near(one) == [(other.title_en, "Shares: cathode mixer")]
    assert [title for title, _why in near(other)] == [one.title_en]


def test_a_listing_that_is_paused_is_near_nothing_at_once_though_the_engine_knows_it() -> None:
    one, other = published("Cathode mixer", *IPC), published("Cell housing", *IPC)
    assert near(one)
    fire(other, "pause", actor_for(other.organisation), timezone.now())
    assert "Cell housing" not in Client().get(one.get_absolute_url()).content.decode()
