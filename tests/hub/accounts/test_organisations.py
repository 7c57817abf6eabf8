"""What an organisation says about itself, and what that does to what was checked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.levels import level_of, unmet_level
from hub.accounts.models import Organisation, OrganisationIdentifier
from hub.accounts.services.organisations import (
    add_identifier,
    edit_organisation,
    remove_identifier,
    set_verification_level,
)
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.outbox.services import drain
from hub.workflow.errors import GuardsUnmet, NotAllowed
from tests.factories.accounts import actor_for, admin_of, make_member, make_organisation, make_user, signed_in

pytestmark = pytest.mark.django_db
GOOD = {
    "kind": "company",
    "name_en": "Meridian Optics",
    "name_zh": "",
    "country": "SG",
    "summary_en": "",
    "summary_zh": "",
}


def url(organisation: Organisation, rest: str = "") -> str:
    return f"/en/organisations/{organisation.public_id}/{rest}"


def test_data_is_changed_by_administrators() -> None:
    organisation = make_organisation("Meridian Optics", country="SG")
    given = GOOD | {"summary_zh": "产线测厚", "size": "10-49", "phone": "6123 4567", "website": "meridian.example"}
    assert signed_in(admin_of(organisation)).post(url(organisation, "edit/"), given).status_code == 302
    organisation.refresh_from_db()
    assert (organisation.summary_zh, organisation.size, organisation.phone, organisation.website) == (
        "产线测厚",
        "10-49",
        "+6561234567",
        "https://meridian.example",
    )
    assert Activity.objects.get(verb="organisation.edited").data == {
        "fields": ["phone", "size", "summary_zh", "website"]
    }
    page = signed_in(None).get(url(organisation)).content.decode()
    assert "61234567" not in page.replace(" ", "")


@pytest.mark.parametrize("who", ["member", "outsider"])
def test_data_is_not_changed_by_others(who: str) -> None:
    organisation = make_organisation("Before")
    person = make_member(organisation) if who == "member" else admin_of(make_organisation())
    with pytest.raises(NotAllowed):
        edit_organisation(
            actor=Actor.person(person, organisation),
            organisation=organisation,
            details={"name_en": "After"},
            now=timezone.now(),
        )
    assert signed_in(person).post(url(organisation, "edit/"), GOOD).status_code == (403 if who == "member" else 404)
    organisation.refresh_from_db()
    assert organisation.name_en == "Before"


def verified(level: int = 2) -> Organisation:
    organisation = make_organisation("Meridian Optics", country="SG")
    now = timezone.now()
    add_identifier(
        actor=actor_for(organisation),
        organisation=organisation,
        scheme="other",
        country="SG",
        value="201912345K",
        now=now,
    )
    set_verification_level(
        actor=Actor.system(),
        organisation=organisation,
        level=level,
        until=now + timedelta(days=300),
        checked_numbers=[("other", "SG", "201912345K")],
        now=now,
    )
    return organisation


def test_changing_what_was_checked_ends_the_verification_and_only_with_consent() -> None:
    organisation = verified()
    client = signed_in(admin_of(organisation))
    answer = client.post(url(organisation, "edit/"), GOOD | {"name_en": "Another Company"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["gives_up_level"]
    organisation.refresh_from_db()
    assert (organisation.name_en, organisation.verification_level) == ("Meridian Optics", 2)
    client.post(url(organisation, "edit/"), GOOD | {"name_en": "Another Company", "gives_up_level": "on"})
    organisation.refresh_from_db()
    assert (organisation.name_en, organisation.verification_level) == ("Another Company", 0)


def test_other_data_of_a_verified_organisation_is_free() -> None:
    organisation = verified()
    signed_in(admin_of(organisation)).post(url(organisation, "edit/"), GOOD | {"summary_en": "Gauges"})
    organisation.refresh_from_db()
    assert (organisation.summary_en, organisation.verification_level) == ("Gauges", 2)


def test_a_number_that_was_checked_goes_with_the_verification_only() -> None:
    organisation = verified()
    number, actor = organisation.identifiers.get(), actor_for(organisation)
    with pytest.raises(GuardsUnmet):
        remove_identifier(actor=actor, organisation=organisation, identifier_id=number.pk, now=timezone.now())
    assert organisation.identifiers.count() == 1
    remove_identifier(
        actor=actor, organisation=organisation, identifier_id=number.pk, gives_up_level=True, now=timezone.now()
    )
    organisation.refresh_from_db()
    assert (organisation.identifiers.count(), organisation.verification_level) == (0, 0)


def test_a_number_that_nobody_checked_is_marked_as_such_and_goes_without_the_verification() -> None:
    organisation = verified()
    actor, now = actor_for(organisation), timezone.now()
    add_identifier(actor=actor, organisation=organisation, scheme="other", country="SG", value="MISTYPED1", now=now)
    assert signed_in(None).get(url(organisation)).content.decode().count("its own statement") == 1
    late = organisation.identifiers.get(value="MISTYPED1")
    client = signed_in(admin_of(organisation))
    assert client.get(url(organisation, "edit/")).content.decode().count("end the verification</button>") == 1
    client.post(url(organisation, f"numbers/{late.pk}/remove/"))
    organisation.refresh_from_db()
    assert [i.value for i in organisation.identifiers.all()] == ["201912345K"]
    assert organisation.verification_level == 2


def test_a_wrong_number_is_refused_beside_its_field() -> None:
    organisation = make_organisation()
    client = signed_in(admin_of(organisation))
    answer = client.post(url(organisation, "numbers/"), {"scheme": "lei", "country": "", "value": "195"})
    assert answer.status_code == 422
    assert "A legal entity identifier has 20 characters." in answer.content.decode()
    assert OrganisationIdentifier.objects.count() == 0
    client.post(url(organisation, "numbers/"), {"scheme": "vat", "country": "DE", "value": "136 695 976"})
    assert OrganisationIdentifier.objects.get().value == "DE136695976"


def test_a_level_is_gone_by_itself_when_its_time_is_over() -> None:
    organisation = verified(3)
    until = organisation.verified_until
    assert until is not None
    assert level_of(organisation, until - timedelta(seconds=1)) == 3
    assert level_of(organisation, until) == 0
    Organisation.objects.update(verified_until=timezone.now() - timedelta(seconds=1))
    assert "Not verified" in signed_in(None).get(url(organisation)).content.decode()


def test_what_needs_a_level_says_how_to_get_it() -> None:
    organisation, now = verified(1), timezone.now()
    assert unmet_level(organisation, 1, now) is None
    assert "level 2 (Documents checked); your organisation has level 1" in (unmet_level(organisation, 2, now) or "")
    assert "Verify your organisation first" in (unmet_level(make_organisation(), 1, now) or "")
    assert "or register yours" in (unmet_level(None, 1, now) or "")


@pytest.mark.parametrize(
    "change",
    [
        {"name_en": "MERIDIAN  Optics Pte. Ltd."},
        {"name_en": "Something else", "identifier_scheme": "other", "identifier_value": "2019 12345k"},
    ],
)
def test_an_organisation_that_is_likely_there_is_shown_before_a_second_is_made(change: dict[str, str]) -> None:
    there = verified()
    if "identifier_value" in change:
        there.identifiers.update(value="2019 12345K")
    client = signed_in(make_user())
    register = "/en/organisations/register/"
    answer = client.post(register, GOOD | change)
    assert answer.status_code == 422
    assert url(there, "join/") in answer.content.decode()
    assert Organisation.objects.count() == 1
    assert client.post(register, GOOD | change | {"confirmed_new": "on"}).status_code == 302
    assert Organisation.objects.count() == 2


def test_the_registry_is_searched_and_filtered() -> None:
    there = verified()
    make_organisation("Qinghe Institute", kind="research", country="CN")
    drain("search")
    client = signed_in(None)
    for query in ("q=meridian", "q=201912345K", "country=SG", "level=2"):
        page = client.get(f"/en/organisations/?{query}")
        assert [hit.obj for hit in page.context["page"].results.hits] == [there], query


def test_the_page_speaks_to_machines_and_trusts_no_text() -> None:
    organisation = make_organisation("</script><script>alert(1)</script>", website="https://m.example/")
    page = signed_in(None).get(url(organisation)).content.decode()
    assert "<script>alert" not in page
    assert '"@type": "Organization"' in page
    assert 'rel="nofollow ugc noopener"' in page


def test_outsiders_read_milestones_and_insiders_every_act() -> None:
    organisation = make_organisation()
    admin = admin_of(organisation)
    number = {"scheme": "other", "country": "SG", "value": "HRB 12345"}
    add_identifier(actor=Actor.person(admin), organisation=organisation, now=timezone.now(), **number)
    for who, inside in ((None, False), (make_user(), False), (admin, True), (make_user(roles=(Role.AUDITOR,)), True)):
        page = signed_in(who).get(url(organisation)).content.decode()
        history = page[page.index("data-history") :].partition("</section>")[0]
        assert "created the organisation" in history
        assert ("added a registration number" in history) == inside
        assert (admin.name in history) == (who is not None and who.is_authenticated and who != admin and inside)
