"""A person's pages: organisations, switching between them, the profile."""

from __future__ import annotations

import pytest
from django.utils import timezone

from hub.accounts.enums import MemberRole
from hub.accounts.middleware import SESSION_KEY
from hub.accounts.models import Membership, Organisation, User
from hub.accounts.services.members import add_member
from hub.accounts.services.organisations import create_organisation, set_verification_level
from hub.activity.models import Activity
from hub.common.actors import Actor
from tests.factories.accounts import make_member, make_organisation, make_user, signed_in

pytestmark = pytest.mark.django_db
REGISTER = "/en/organisations/register/"
GOOD = {
    "kind": "company",
    "name_en": "Meridian Optics",
    "name_zh": "",
    "country": "DE",
    "summary_en": "",
    "summary_zh": "",
    "website": "meridian.example",
}


def test_who_registers_an_organisation_administers_it_and_acts_for_it() -> None:
    user = make_user()
    make_organisation("Older", admin=user)
    client = signed_in(user)
    answer = client.post(REGISTER, GOOD)
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/")
    made = Organisation.objects.get(name_en="Meridian Optics")
    assert (made.country, made.source_lang, made.website, made.verification_level) == (
        "DE",
        "en",
        "https://meridian.example",
        0,
    )
    assert Membership.objects.get(organisation=made).role == "admin"
    assert client.session[SESSION_KEY] == made.public_id
    assert client.get("/en/account/").wsgi_request.organisation == made
    act = Activity.objects.get(verb="organisation.created", subject_id=made.pk)
    assert (act.actor_user, act.actor_organisation) == (user, made)


@pytest.mark.parametrize(
    ("change", "field", "english"),
    [
        ({"name_en": "", "name_zh": ""}, "name_zh", "Enter the name in Chinese, in English, or both."),
        ({"name_en": "   "}, "name_zh", "Enter the name in Chinese, in English, or both."),
        ({"country": ""}, "country", "Choose: Country or region"),
        ({"country": "XX"}, "country", "Select a valid choice"),
        ({"kind": "empire"}, "kind", "Select a valid choice"),
        ({"website": "not an address"}, "website", "Enter a valid URL."),
        ({"website": "javascript:alert(1)"}, "website", "Enter a valid URL."),
        ({"name_en": "x" * 161}, "name_en", "Shorten to 160 characters"),
        ({"name_en": "a\x00b"}, "name_en", "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_in_both_languages(
    change: dict[str, str], field: str, english: str
) -> None:
    client = signed_in(make_user())
    acts = Activity.objects.count()
    answer = client.post(REGISTER, GOOD | change)
    chinese = client.post(REGISTER.replace("/en/", "/zh-hans/"), GOOD | change)
    assert (answer.status_code, chinese.status_code) == (422, 422)
    assert list(answer.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert english in answer.content.decode()
    assert english not in chinese.content.decode()
    assert Organisation.objects.count() == 0
    assert Activity.objects.count() == acts


def test_an_organisation_is_made_by_a_person() -> None:
    with pytest.raises(ValueError, match="needs a person"):
        create_organisation(actor=Actor.system(), details=GOOD, now=timezone.now())
    assert Organisation.objects.count() == 0


def test_a_member_who_is_added_twice_stays_what_they_are() -> None:
    user = make_user()
    organisation = make_organisation(admin=user)
    add_member(actor=Actor.system(), organisation=organisation, user=user, role=MemberRole.MEMBER, now=timezone.now())
    assert Membership.objects.get().role == "admin"
    assert not Activity.objects.filter(verb="organisation.member_added").exists()


def test_a_verification_is_an_act() -> None:
    organisation = make_organisation()
    set_verification_level(actor=Actor.system(), organisation=organisation, level=3, now=timezone.now())
    organisation.refresh_from_db()
    assert organisation.verification_level == 3
    assert Activity.objects.get(verb="organisation.verified").data == {"level": 3}


def switch(client, organisation: Organisation, back: str = ""):
    return client.post("/en/organisations/switch/", {"organisation": organisation.public_id, "next": back})


def test_people_switch_among_their_own_organisations() -> None:
    user = make_user()
    first, second = make_organisation(admin=user), make_organisation()
    add_member(actor=Actor.system(), organisation=second, user=user, role=MemberRole.MEMBER, now=timezone.now())
    client = signed_in(user)
    assert client.get("/en/account/").wsgi_request.organisation == first
    answer = switch(client, second, "/en/technology/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/technology/")
    assert client.get("/en/account/").wsgi_request.organisation == second


def test_people_with_organisations_can_act_for_themselves_and_are_asked_for_one_where_it_takes_one() -> None:
    user = make_user()
    organisation, other = make_organisation(admin=user), make_organisation()
    client = signed_in(user)
    frame = client.get("/en/account/").content.decode()
    assert 'name="organisation" value="oneself">Yourself</button>' in frame
    client.post("/en/organisations/switch/", {"organisation": "oneself"})
    page = client.get("/en/account/")
    assert page.wsgi_request.actor.organisation is None
    assert 'value="oneself" aria-current="true"' in page.content.decode()
    assert 'href="/en/conversations/"' in page.content.decode()
    for address in ("/en/technology/new/", f"/en/conversations/new/{other.public_id}/"):
        asked = client.get(address)
        assert "Choose an organisation" in asked.content.decode(), address
        assert asked.context["organisations"] == [organisation]
        assert switch(client, organisation, address)["Location"] == address
        assert "Choose an organisation" not in client.get(address).content.decode(), address
        client.post("/en/organisations/switch/", {"organisation": "oneself"})


def test_others_organisations_do_not_exist_for_switching() -> None:
    user = make_user()
    own, foreign = make_organisation(admin=user), make_organisation()
    client = signed_in(user)
    assert switch(client, foreign).status_code == 404
    assert client.post("/en/organisations/switch/", {}).status_code == 404
    assert SESSION_KEY not in client.session
    assert client.get("/en/account/").wsgi_request.organisation == own


def test_who_lost_a_membership_no_longer_acts_for_the_organisation() -> None:
    organisation = make_organisation()
    member = make_member(organisation)
    client = signed_in(member)
    switch(client, organisation)
    Membership.objects.filter(user=member).delete()
    assert not client.get("/en/account/").wsgi_request.organisation


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "\\\\evil.example",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example/",
        "\x00/en/",
        " //evil.example",
        "-1",
        "account-home",
    ],
)
def test_switching_never_leads_to_another_site(back: str) -> None:
    user = make_user()
    organisation = make_organisation(admin=user)
    assert switch(signed_in(user), organisation, back)["Location"] == "/en/account/"


def test_switching_needs_a_post_and_a_person(client) -> None:
    organisation = make_organisation()
    assert switch(client, organisation)["Location"].startswith("/en/accounts/login/")
    assert signed_in(make_user()).get("/en/organisations/switch/")["Location"] == "/en/account/"


def profile(user: User, **change: str):
    given = {"name": "Lin Wei", "language": "en", "timezone": "Asia/Shanghai", **change}
    return signed_in(user).post("/en/account/profile/", given)


def test_a_profile_is_saved_and_the_next_page_speaks_the_chosen_language() -> None:
    user = make_user()
    answer = profile(user, language="zh-hans", timezone="Europe/Berlin")
    assert (answer.status_code, answer["Location"]) == (302, "/zh-hans/account/")
    user.refresh_from_db()
    assert (user.name, user.language, user.timezone) == ("Lin Wei", "zh-hans", "Europe/Berlin")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("timezone", "Mars/Olympus"),
        ("timezone", "../../etc/passwd"),
        ("timezone", "/etc/localtime"),
        ("timezone", ""),
        ("timezone", "Asia/Shanghai\x00"),
        ("language", "fr"),
        ("name", ""),
    ],
)
def test_a_profile_that_is_wrong_is_not_saved(field: str, value: str) -> None:
    user = make_user("Before")
    answer = profile(user, **{field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    user.refresh_from_db()
    assert (user.name, user.language, user.timezone) == ("Before", "en", "Asia/Shanghai")


def test_nobody_changes_more_of_themselves_than_the_form_holds() -> None:
    user = make_user(email="lin@example.org")
    profile(user, email="boss@example.org", is_superuser="on", is_active="")
    user.refresh_from_db()
    assert (user.email, user.is_superuser, user.is_active) == ("lin@example.org", False, True)


def test_a_stored_zone_that_exists_no_more_is_read_as_utc() -> None:
    user = make_user(timezone="Nowhere/Gone")
    assert signed_in(user).get("/en/account/").status_code == 200


def test_the_public_page_of_an_organisation_shows_its_names_escaped() -> None:
    organisation = make_organisation("<script>alert(1)</script>")
    page = signed_in(None).get(f"/en/organisations/{organisation.public_id}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+86 10 6250 0000", "+861062500000"),
        ("+49 (0)30 123456", "+4930123456"),
        ("", ""),
        ("＋86 138 0013 8000", "+8613800138000"),
    ],
)
def test_a_telephone_number_of_any_country_is_kept_in_one_form(typed: str, kept: str) -> None:
    user = make_user()
    assert profile(user, phone=typed).status_code == 302
    user.refresh_from_db()
    assert user.phone == kept


@pytest.mark.parametrize("typed", ["13800138000", "+86", "+1 2", "call me", "+" + "9" * 30])
def test_what_is_no_telephone_number_is_said_beside_the_field(typed: str) -> None:
    user = make_user()
    answer = profile(user, phone=typed)
    assert answer.status_code == 422
    assert "country code" in str(answer.context["form"].errors["phone"])
    user.refresh_from_db()
    assert user.phone == ""


def test_zones_are_listed_with_their_offsets_in_the_readers_language() -> None:
    browser = signed_in(make_user())
    assert "UTC+08:00 Shanghai (Asia/Shanghai)" in browser.get("/en/account/profile/").content.decode()
    assert "UTC+08:00 上海 (Asia/Shanghai)" in browser.get("/zh-hans/account/profile/").content.decode()
