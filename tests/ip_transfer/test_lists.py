"""Pages that list: what they show to whom, at the same price for one row and for twenty."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.models import Organisation, User
from hub.outbox.services import drain
from ip_transfer.models import TransferListing
from ip_transfer.queries import get_own_or_404, newest_published, visible_to
from ip_transfer.services.enquiries import open_enquiry
from tests.factories.accounts import actor_for, admin_of, make_member, make_organisation, make_user, signed_in
from tests.factories.standards import make_listing

pytestmark = pytest.mark.django_db
CANARY = "Zanzibar canary 7741"


def published(organisation: Organisation) -> None:
    make_listing(state="published")


def own_draft(organisation: Organisation) -> None:
    make_listing(organisation)


def own_published_and_asked(organisation: Organisation) -> None:
    listing, buyer = make_listing(organisation, state="published"), make_organisation()
    open_enquiry(
        actor=actor_for(buyer),
        listing=listing,
        organisation=buyer,
        message="Width?",
        client_uuid=uuid.uuid4(),
        now=timezone.now(),
    )


def submitted(organisation: Organisation) -> None:
    make_listing(state="submitted")


LISTS: dict[str, tuple[str, Callable[[Organisation], None], tuple[Role, ...], int]] = {
    "catalogue": ("/en/technology/", published, (), 8),
    "home, drafts": ("/en/account/", own_draft, (), 9),
    "home, enquiries": ("/en/account/", own_published_and_asked, (), 9),
    "desk": ("/en/desk/review/", submitted, (Role.REVIEWER,), 8),
    "dashboard, drafts": ("/en/technology/mine/", own_draft, (), 8),
    "dashboard, enquiries": ("/en/technology/mine/", own_published_and_asked, (), 9),
    "organisation": ("/en/organisations/{}/", own_published_and_asked, (), 10),
}


@pytest.mark.parametrize(("path", "make", "roles", "price"), LISTS.values(), ids=LISTS.keys())
def test_twenty_rows_cost_what_one_costs(path: str, make: Any, roles: tuple[Role, ...], price: int) -> None:
    organisation = make_organisation()
    client = signed_in(make_member(organisation, roles=roles))
    counts = []
    for more in (1, 19):
        for _n in range(more):
            make(organisation)
        drain("search")
        url = path.format(organisation.public_id)
        client.get(url)  # content types and the site are remembered from now on
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts == [price, price]
    assert price <= 12


def everywhere(client: Client, organisation: Organisation) -> str:
    """All that the lists show to somebody, in one text."""
    paths = [
        "/en/technology/",
        "/en/search/",
        f"/en/search/?q={CANARY}",
        f"/en/organisations/{organisation.public_id}/",
    ]
    return "".join(client.get(path).content.decode().replace(f'value="{CANARY}"', "") for path in paths)


@pytest.mark.parametrize(
    "state", ["draft", "submitted", "in_review", "on_hold", "rejected", "paused", "closed", "expired", "withdrawn"]
)
def test_what_is_not_published_is_on_no_list_of_others(state: str) -> None:
    listing = make_listing(state=state, title_en="Hidden title", summary_en=CANARY)
    make_listing(state="published", title_en="Public title")
    drain("search")
    for user in (None, make_user(), admin_of(make_organisation())):
        text = everywhere(signed_in(user), listing.organisation)
        assert "Public title" in text
        assert "Hidden title" not in text


def test_what_is_published_is_on_the_lists_of_everybody() -> None:
    listing = make_listing(state="published", title_en="Public title")
    drain("search")
    assert everywhere(signed_in(None), listing.organisation).count("Public title") >= 3


ALL_STATES = (
    "draft",
    "submitted",
    "in_review",
    "on_hold",
    "rejected",
    "published",
    "paused",
    "closed",
    "expired",
    "withdrawn",
)
TO_DESK = ALL_STATES[1:]


@pytest.mark.parametrize(
    ("who", "states"),
    [
        ("anonymous", ("published",)),
        ("somebody", ("published",)),
        ("outsider", ("published",)),
        ("auditor", ("published",)),
        ("reviewer", TO_DESK),
        ("publisher", TO_DESK),
        ("owner", ALL_STATES),
        ("colleague", ALL_STATES),
    ],
)
def test_the_gate_of_listings(who: str, states: tuple[str, ...]) -> None:
    organisation = make_organisation()
    for state in ALL_STATES:
        make_listing(organisation, state=state)
    people: dict[str, Callable[[], User | AnonymousUser]] = {
        "anonymous": AnonymousUser,
        "somebody": make_user,
        "outsider": lambda: admin_of(make_organisation()),
        "auditor": lambda: make_user(roles=(Role.AUDITOR,)),
        "reviewer": lambda: make_user(roles=(Role.REVIEWER,)),
        "publisher": lambda: make_user(roles=(Role.PUBLISHER,)),
        "owner": lambda: admin_of(organisation),
        "colleague": lambda: make_member(organisation),
    }
    user = people[who]()
    assert set(visible_to(user).values_list("state", flat=True)) == set(states)
    client = signed_in(user if isinstance(user, User) else None)
    answers = {
        str(o.state): client.get(f"/en/technology/{o.public_id}/").status_code for o in TransferListing.objects.all()
    }
    assert answers == {state: 200 if state in states else 404 for state in ALL_STATES}


def test_only_ones_own_can_be_had_for_editing() -> None:
    listing = make_listing(state="published")
    assert get_own_or_404(admin_of(listing.organisation), listing.public_id) == listing
    for user in (make_user(roles=(Role.REVIEWER, Role.SUPERUSER)), admin_of(make_organisation())):
        answer = signed_in(user).get(f"/en/technology/{listing.public_id}/edit/")
        assert answer.status_code == 404


def test_the_newest_published_come_first_and_as_many_as_asked_for() -> None:
    listings = [make_listing(state="published") for _ in range(4)]
    make_listing(state="withdrawn")
    assert list(newest_published(3)) == listings[:0:-1]


def test_the_owners_page_says_what_is_missing_and_the_public_page_does_not() -> None:
    listing = make_listing(state="published")
    page = signed_in(admin_of(listing.organisation)).get(f"/en/technology/{listing.public_id}/")
    outside = signed_in(None).get(f"/en/technology/{listing.public_id}/")
    assert [row["step"].name for row in page.context["rows"]] == ["pause", "renew", "close", "withdraw"]
    assert "/acts/technology/" not in outside.content.decode()
    assert b"data-history" in page.content
    assert b"data-history" not in outside.content
    assert "published the listing" in page.content.decode()
    assert "published the listing" not in outside.content.decode()
