"""The one page of every step: who sees it, what it says, what it does."""

from __future__ import annotations

from typing import Any

import pytest

from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.workflow.machine import machines
from hub.workflow.pages import pages_of
from ip_transfer.models import TransferListing
from tests.factories.accounts import admin_of, make_organisation, make_user, signed_in
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db
CANARY = "Zanzibar canary 7741"


def page_of(listing: TransferListing, act: str, language: str = "en") -> str:
    return f"/{language}/acts/technology/{listing.public_id}/{act}/"


def owner_of(listing: TransferListing) -> Any:
    return signed_in(admin_of(listing.organisation))


TICK = {"published_or_filed": "on"}


def test_a_get_shows_what_will_happen_and_takes_no_step() -> None:
    listing = make_listing(state="published")
    acts = Activity.objects.count()
    answer = owner_of(listing).get(page_of(listing, "withdraw"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "It disappears from search" in text
    assert "It is “Published” now and will be “Withdrawn”." in text
    listing.refresh_from_db()
    assert (listing.state, Activity.objects.count()) == ("published", acts)


def test_a_post_takes_the_step_and_leads_to_the_object() -> None:
    listing = make_listing(standard=make_standard())
    answer = owner_of(listing).post(page_of(listing, "submit"), TICK)
    assert (answer.status_code, answer["Location"]) == (302, listing.get_absolute_url())
    listing.refresh_from_db()
    assert listing.state == "submitted"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Write a summary in at least one language.", "Link it to at least one standard.")),
        ("zh-hans", ("至少", "关联")),
    ],
)
def test_the_page_says_all_that_is_missing_in_the_readers_language(language: str, words: tuple[str, ...]) -> None:
    listing = make_listing(summary_en="")
    text = owner_of(listing).get(page_of(listing, "submit", language), follow=True).content.decode()
    assert all(word in text for word in words)
    assert ("Link it to" in text) == (language == "en")
    assert '<button type="submit" class="btn primary">Submit' not in text


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_a_person_may_not_see_is_404_and_nothing_of_it_gets_out(method: str) -> None:
    listing = make_listing(standard=make_standard(), title_en=CANARY)
    for stranger in (make_user(), admin_of(make_organisation()), make_user(roles=(Role.REVIEWER,))):
        answer = getattr(signed_in(stranger), method)(page_of(listing, "submit"))
        assert answer.status_code == 404
        assert CANARY not in answer.content.decode()
    visitor = getattr(signed_in(None), method)(page_of(listing, "submit"))
    assert (visitor.status_code, CANARY in str(visitor.headers)) == (302, False)
    listing.refresh_from_db()
    assert listing.state == "draft"


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_visible_but_not_theirs_is_403_with_who_may(method: str) -> None:
    listing = make_listing(state="published")
    answer = getattr(signed_in(make_user()), method)(page_of(listing, "withdraw"))
    assert answer.status_code == 403
    assert "members of the organisation that offers it" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_step_of_another_state_is_409_with_the_way_back(method: str) -> None:
    listing = make_listing(standard=make_standard())
    answer = getattr(owner_of(listing), method)(page_of(listing, "withdraw"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Draft" in text
    assert f'href="{listing.get_absolute_url()}"' in text


@pytest.mark.parametrize("path", ["technology/{id}/sell", "nothing/{id}/submit", "technology/abcdefghjkmn/submit"])
def test_a_step_machine_or_object_that_is_none_is_404(path: str) -> None:
    listing = make_listing()
    client = owner_of(listing)
    for method in (client.get, client.post):
        assert method(f"/en/acts/{path.format(id=listing.public_id)}/").status_code == 404


@pytest.mark.parametrize(("wanted", "led_to"), [("/en/account/", "/en/account/"), ("https://elsewhere.example/", "")])
def test_a_way_on_is_followed_only_inside_the_house(wanted: str, led_to: str) -> None:
    listing = make_listing(standard=make_standard())
    answer = owner_of(listing).post(page_of(listing, "submit"), {**TICK, "next": wanted})
    assert answer["Location"] == (led_to or listing.get_absolute_url())


def test_a_dangerous_step_is_asked_about_first_and_others_are_one_button() -> None:
    listing = make_listing(state="published")
    text = owner_of(listing).get(listing.get_absolute_url()).content.decode()
    assert f'href="{page_of(listing, "withdraw")}"' in text
    assert f'action="{page_of(listing, "withdraw")}"' not in text
    other = make_listing(state="submitted")
    text = owner_of(other).get(other.get_absolute_url()).content.decode()
    assert f'action="{page_of(other, "take_back")}"' in text


def test_the_machine_may_say_where_a_person_goes_afterwards() -> None:
    listing = make_listing(state="submitted")
    reviewer = signed_in(make_user(roles=(Role.REVIEWER,)))
    assert reviewer.post(page_of(listing, "start_review"))["Location"] == f"/en/desk/review/{listing.public_id}/"


def test_what_waits_for_people_or_reminds_them_has_a_page() -> None:
    telling = [m.model for m in machines if any(step.todo or step.reminders for step in m)]
    assert telling
    assert [model for model in telling if pages_of(model).model is not model] == []
