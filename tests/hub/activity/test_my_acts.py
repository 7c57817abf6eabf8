"""Who saw or did what with my data; the history of an object, as much of it as its reader may see."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from hub.accounts.enums import Role
from hub.accounts.models import User
from hub.activity.histories import Seen, _rules, history_of_model
from hub.activity.models import Activity
from hub.activity.services import record
from hub.common.actors import Actor
from tests.factories.accounts import actor_for, make_member, make_organisation, make_user, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/en/account/data/"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def acted(actor: Actor, subject: User, times: int = 1, **more: object) -> None:
    with transaction.atomic():
        for _n in range(times):
            record(actor=actor, verb="person.registered", subject=subject, now=NOON, **more)  # type: ignore[arg-type]


def test_a_person_reads_who_did_what_with_their_data_and_what_they_did() -> None:
    me, staff = make_user("Mei Lin"), make_user("Staff Name", roles=(Role.VERIFIER,))
    acted(Actor.person(staff), me)
    acted(Actor.person(me), staff)
    answer = signed_in(me).get(PAGE)
    assert [(r["words"], r["who"]) for r in answer.context["about"]["rows"]] == [
        ("registered", "Staff or another person")
    ]
    assert [r["who"] for r in answer.context["own"]["rows"]] == ["You"]
    assert "Staff Name" not in answer.content.decode()


def test_nobody_else_sees_them() -> None:
    me, other = make_user(), make_user()
    acted(Actor.person(me), me)
    answer = signed_in(other).get(PAGE)
    assert (answer.context["about"]["rows"], answer.context["own"]["rows"]) == ([], [])
    assert signed_in(None).get(PAGE).status_code == 302


@pytest.mark.parametrize(("colleague", "shown"), [(True, "Ada Wong"), (False, "Another organisation")])
def test_names_are_shown_within_an_own_organisation_only(colleague: bool, shown: str) -> None:
    mine, theirs = make_organisation(), make_organisation()
    me = make_member(mine)
    actor = Actor.person(make_member(mine if colleague else theirs, name="Ada Wong"), mine if colleague else theirs)
    before = Activity.objects.filter(about_user=me).count()
    acted(actor, me)
    answer = signed_in(me).get(PAGE)
    assert answer.context["about"]["rows"][0]["who"] == shown
    assert len(answer.context["about"]["rows"]) <= before + 1
    assert ("Ada Wong" in answer.content.decode()) is colleague


def test_both_lists_are_downloaded_whole_as_json_and_as_csv() -> None:
    me, other = make_user(), make_user()
    acted(Actor.person(other), me, times=60)
    acted(Actor.person(me), other, times=2, data={"number": "=1+1"})
    client = signed_in(me)
    answer = client.get(PAGE + "json/")
    rows = json.loads(b"".join(answer.streaming_content))
    assert answer["Content-Disposition"] == 'attachment; filename="my-acts.json"'
    assert [row["list"] for row in rows] == ["others"] * 60 + ["own"] * 2
    assert rows[-1]["data"] == {"number": "=1+1"}
    lines = b"".join(client.get(PAGE + "csv/").streaming_content).decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(lines)))) == 62
    assert client.get(PAGE + "xml/").status_code == 404


def test_older_acts_are_a_page_away_and_strange_positions_no_error() -> None:
    me = make_user()
    acted(Actor.person(me), make_user(), times=52)
    client = signed_in(me)
    first = client.get(PAGE)
    second = client.get(first.context["own"]["older_url"])
    assert (len(first.context["own"]["rows"]), len(second.context["own"]["rows"])) == (50, 2)
    for strange in ("x", "-1", "9" * 40, "²"):
        assert client.get(PAGE, {"own": strange, "about": strange}).status_code == 200


def test_twenty_acts_cost_what_one_costs() -> None:
    me, other = make_user(), make_user()
    client = signed_in(me)
    acted(Actor.person(other), me)
    acted(Actor.person(me), other)
    client.get(PAGE)
    counts = []
    for more in (0, 19):
        acted(Actor.person(other), me, times=more)
        acted(Actor.person(me), other, times=more)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12, counts


@pytest.fixture
def rule():
    """Declare what readers see of a person's history, for one test."""

    def declare(seen: Seen) -> None:
        history_of_model("accounts.user", milestones=("person.registered",))(lambda _subject, _user: seen)

    kept = dict(_rules._entries)
    _rules._entries.pop("accounts.user", None)
    yield declare
    _rules._entries = kept


def drawn(subject: User, reader: User) -> str:
    request = RequestFactory().get("/")
    request.user = reader
    return Template("{% load activity_tags %}{% history person %}").render(
        Context({"request": request, "person": subject})
    )


def test_a_history_shows_what_its_reader_may_see(rule) -> None:
    organisation = make_organisation()
    actor, person = actor_for(organisation), make_user()
    acted(actor, person)
    with transaction.atomic():
        record(actor=actor, verb="role.granted", subject=person, now=NOON)
    assert drawn(person, make_user()).strip() == ""  # nobody said who reads it
    rule(Seen.EVERYTHING)
    everything = drawn(person, make_user())
    assert "registered" in everything
    assert "granted a role" in everything
    assert "Another organisation" in everything
    assert str(actor.someone.name) not in everything
    _rules._entries.pop("accounts.user")
    rule(Seen.MILESTONES)
    milestones = drawn(person, make_user())
    assert "registered" in milestones
    assert "granted a role" not in milestones
    assert "Another organisation" not in milestones
