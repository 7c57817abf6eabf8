"""The log as a page: for auditors, at the same price however long it is."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.services.joining import ask_to_join
from hub.activity.models import Activity
from hub.activity.services import record, seal_pending
from hub.common.actors import Actor
from tests.factories.accounts import actor_for, make_organisation, make_user, signed_in
from tests.factories.verification import make_case

pytestmark = pytest.mark.django_db
DESK = "/en/desk/activity/"


def acts(times: int, organisation: Any = None) -> None:
    organisation = organisation or make_organisation()
    for level in range(times):
        record(
            actor=actor_for(organisation),
            verb="organisation.verified",
            subject=organisation,
            data={"level": level},
            now=timezone.now(),
        )


def test_visitors_are_asked_to_sign_in(client) -> None:
    answer = client.get(DESK)
    assert (answer.status_code, answer["Location"]) == (302, "/en/accounts/login/?next=/en/desk/activity/")


@pytest.mark.parametrize("roles", [(), (Role.REVIEWER, Role.PUBLISHER), (Role.EDITOR,), (Role.MODERATOR,)])
def test_others_are_told_who_may_and_see_no_act(roles: tuple[Role, ...]) -> None:
    make_organisation("Zanzibar Canary Works")
    user = make_user(roles=roles)
    answer = signed_in(user).get(DESK)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "The log is for auditors." in page
    assert "Zanzibar" not in page
    assert "created the organisation" not in page


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SUPERUSER])
def test_auditors_read_every_act(role: Role) -> None:
    organisation = make_organisation("Zanzibar Canary Works")
    page = signed_in(make_user(roles=(role,))).get(DESK).content.decode()
    assert "created the organisation" in page
    assert "Zanzibar Canary Works" in page
    assert actor_for(organisation).user.name in page  # type: ignore[union-attr]


def test_a_verb_narrows_the_list_and_an_unknown_one_is_left_out_of_account() -> None:
    organisation = make_organisation()
    acts(2, organisation)
    client = signed_in(make_user(roles=(Role.AUDITOR,)))
    narrowed = client.get(DESK, {"verb": "organisation.verified"})
    assert [row["act"].verb for row in narrowed.context["acts"]] == ["organisation.verified"] * 2
    assert narrowed.context["count_text"] == "2 acts"
    strange = client.get(DESK, {"verb": "x' OR 1=1 --"})
    assert len(strange.context["acts"]) == Activity.objects.count()


def test_older_acts_are_a_page_away() -> None:
    acts(60)
    client = signed_in(make_user(roles=(Role.AUDITOR,)))
    first = client.get(DESK)
    second = client.get(first.context["older_url"])
    shown = [row["act"].pk for row in [*first.context["acts"], *second.context["acts"]]]
    assert len(first.context["acts"]) == 50
    assert shown == sorted(Activity.objects.values_list("pk", flat=True), reverse=True)
    assert second.context["older_url"] == ""


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "\u0661", "1\x00", "²"])
def test_a_strange_position_is_no_error(before: str) -> None:
    assert signed_in(make_user(roles=(Role.AUDITOR,))).get(DESK, {"before": before}).status_code == 200


def test_forty_acts_cost_what_two_cost() -> None:
    auditor = make_user(roles=(Role.AUDITOR,))
    organisation = make_organisation()
    client = signed_in(auditor)
    acts(1, organisation)
    client.get(DESK)  # content types and the site are remembered from now on
    counts = []
    for more in (0, 38):
        acts(more, organisation)
        seal_pending(now=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(DESK).status_code == 200
        counts.append(len(queries))
    assert counts == [9, 9]


def test_acts_on_objects_named_by_others_cost_the_same_at_any_number() -> None:
    client = signed_in(make_user(roles=(Role.AUDITOR,)))
    counts = []
    for times in (1, 5):
        for _n in range(times):
            organisation = make_organisation()
            for subject in (
                make_user(roles=(Role.EDITOR,)).role_grants.get(),
                make_case(organisation),
                ask_to_join(actor=Actor.person(make_user()), organisation=organisation, message="", now=timezone.now()),
            ):
                record(actor=Actor.clock(), verb="never.named", subject=subject, now=timezone.now())
        client.get(DESK)  # content types and the site are remembered from now on
        with CaptureQueriesContext(connection) as queries:
            page = client.get(DESK, {"verb": "", "since": "2020-01-01"}).content.decode()
        assert organisation.name_en in page
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_acts_of_nobody_and_on_what_is_gone_are_shown() -> None:
    user = make_user()
    record(actor=Actor.clock(), verb="never.named", subject=user, now=timezone.now())
    answer = signed_in(make_user(roles=(Role.AUDITOR,))).get(DESK)
    assert answer.status_code == 200
    assert "never.named" in answer.content.decode()


@pytest.mark.parametrize("address", [DESK, DESK + "export/"])
@pytest.mark.parametrize("asked", [{"until": "9999-12-31"}, {"since": "0001-01-01"}])
def test_a_day_at_the_edge_of_time_is_refused_beside_its_field(address: str, asked: dict[str, str]) -> None:
    answer = signed_in(make_user(roles=(Role.AUDITOR,), timezone="Asia/Shanghai")).get(address, asked)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {name: ["Enter a year from 1800 to 2199."] for name in asked}


@pytest.mark.parametrize(
    ("asked", "verbs"),
    [
        ({"person": "ada"}, ["organisation.verified"]),
        ({"person": "ADA@example.org"}, ["organisation.verified"]),
        ({"since": "2026-11-20", "until": "2026-11-20"}, ["organisation.verified"]),
        ({"until": "2026-11-19"}, []),
        ({"person": "nobody of that name"}, []),
    ],
)
def test_acts_are_found_by_person_and_days(asked: dict[str, str], verbs: list[str]) -> None:
    ada = make_user("Ada Wong", email="ada@example.org")
    noon = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    with transaction.atomic():
        organisation = make_organisation()
        record(actor=Actor.person(ada), verb="organisation.verified", subject=organisation, now=noon)
    answer = signed_in(make_user(roles=(Role.AUDITOR,))).get(DESK, asked)
    assert [row["act"].verb for row in answer.context["acts"]] == verbs


def test_an_object_leads_to_its_own_acts() -> None:
    one, _two = make_organisation(), make_organisation()
    client = signed_in(make_user(roles=(Role.AUDITOR,)))
    row = next(r["act"] for r in client.get(DESK).context["acts"] if r["act"].subject == one)
    found = client.get(DESK, {"kind": row.subject_type_id, "object": row.subject_id})
    assert {r["act"].subject for r in found.context["acts"]} == {one}


def test_a_day_that_is_none_is_said_beside_its_field() -> None:
    answer = signed_in(make_user(roles=(Role.AUDITOR,))).get(DESK, {"since": "yesterday", "person": "Ada"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"since"}
    assert 'value="Ada"' in answer.content.decode()


def test_the_acts_asked_for_are_downloaded_without_formulas_and_that_is_an_act_too() -> None:
    organisation = make_organisation(admin=make_user("=HYPERLINK(1)"))
    auditor = make_user(roles=(Role.AUDITOR,))
    answer = signed_in(auditor).get(DESK + "export/", {"verb": "organisation.created"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["verb"], row["object number"]) for row in rows] == [("organisation.created", str(organisation.pk))]
    assert rows[0]["person"] == "'=HYPERLINK(1)"
    act = Activity.objects.get(verb="log.exported")
    assert (act.actor_user, act.data) == (auditor, {"asked": {"verb": "organisation.created"}})


def test_an_export_notes_in_ids_what_was_asked_for_and_holds_every_row() -> None:
    ada = make_user("Ada Wong", email="ada@example.org")
    acts(60, make_organisation(admin=ada))
    client = signed_in(make_user(roles=(Role.AUDITOR,)))
    answer = client.get(DESK + "export/", {"person": "ADA@example.org", "since": "2020-01-01"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert sum(row["verb"] == "organisation.verified" for row in rows) == 60
    asked = Activity.objects.get(verb="log.exported").data["asked"]
    assert asked == {"people": [ada.public_id], "since": "2020-01-01T00:00:00+08:00"}


def test_others_may_not_download_the_log() -> None:
    answer = signed_in(make_user(roles=(Role.REVIEWER,))).get(DESK + "export/")
    assert answer.status_code == 403
    assert not Activity.objects.filter(verb="log.exported").exists()
