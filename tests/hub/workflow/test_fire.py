"""One step: who, state, conditions, act and effects in one transaction."""

from __future__ import annotations

import dataclasses
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connections

from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.outbox.models import OutboxMessage
from hub.workflow.errors import GuardsUnmet, NotAllowed, WorkflowError, WrongState
from hub.workflow.machine import CLOCK, Machine, Transition, machine_of, machines, register
from hub.workflow.services import available, fire
from ip_transfer.models import TransferListing
from ip_transfer.workflow import LISTING
from tests.factories.accounts import actor_for, make_organisation, make_user, signed_in
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def refused(listing: TransferListing, name: str, actor: Actor, error: type[WorkflowError]) -> list[str]:
    """Fire, see it refused and nothing happen; return the reasons."""
    state = TransferListing.objects.values_list("state", flat=True).get(pk=listing.pk)
    before = (state, Activity.objects.count(), OutboxMessage.objects.count())
    with pytest.raises(error) as caught:
        fire(listing, name, actor, NOON)
    listing.refresh_from_db()
    assert (listing.state, Activity.objects.count(), OutboxMessage.objects.count()) == before
    return list(caught.value.reasons) or [caught.value.state]


def test_a_step_writes_state_stamp_act_and_effect() -> None:
    listing = make_listing(standard=make_standard())
    owner = actor_for(listing.organisation)
    fire(listing, "submit", owner, NOON)
    act = Activity.objects.get(verb="listing.submitted")
    assert (listing.state, listing.submitted_at) == ("submitted", NOON)
    assert (act.at, act.actor_user, act.actor_organisation) == (NOON, owner.user, listing.organisation)
    assert (act.subject, act.data) == (listing, {"from": "draft", "to": "submitted"})
    row = OutboxMessage.objects.get(kind="ip_transfer.tell")
    assert row.payload == {"what": "submitted", "listing": listing.public_id}


def test_the_act_keeps_ids_and_codes_of_the_data_and_no_text() -> None:
    listing = make_listing(standard=make_standard())
    fire(listing, "submit", actor_for(listing.organisation), NOON, case_id=7, reason_code="late", note="private words")
    assert Activity.objects.get(verb="listing.submitted").data == {
        "from": "draft",
        "to": "submitted",
        "case_id": 7,
        "reason_code": "late",
    }


def test_somebody_else_is_refused_with_the_words_who_may() -> None:
    listing = make_listing(standard=make_standard())
    outsider = actor_for(make_organisation())
    assert refused(listing, "submit", outsider, NotAllowed) == ["members of the organisation that offers it"]


@pytest.mark.parametrize("actor", [Actor.person(AnonymousUser()), Actor.clock(), Actor.system(), Actor("person")])  # type: ignore[arg-type]
def test_nobody_in_particular_is_refused(actor: Actor) -> None:
    refused(make_listing(standard=make_standard()), "submit", actor, NotAllowed)


def test_who_is_asked_before_the_state_so_that_outsiders_learn_nothing() -> None:
    refused(make_listing(), "revise", actor_for(make_organisation()), NotAllowed)


def test_a_wrong_state_is_refused_with_the_state_in_words() -> None:
    listing = make_listing()
    assert refused(listing, "withdraw", actor_for(listing.organisation), WrongState) == ["Draft"]


def test_a_stale_object_is_judged_by_what_the_database_says() -> None:
    listing = make_listing(standard=make_standard())
    stale = TransferListing.objects.get(pk=listing.pk)
    fire(listing, "submit", actor_for(listing.organisation), NOON)
    assert stale.state == "draft"
    assert refused(stale, "submit", actor_for(listing.organisation), WrongState) == ["Submitted"]


def test_all_unmet_conditions_are_said_at_once() -> None:
    listing = make_listing(summary_en="", summary_zh="")
    assert refused(listing, "submit", actor_for(listing.organisation), GuardsUnmet) == [
        "Write a summary in at least one language.",
        "Link it to at least one standard.",
    ]


def test_an_effect_that_raises_rolls_everything_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(listing: object, actor: object, now: object, data: object) -> None:
        Group.objects.create(name="trace")
        raise RuntimeError("broken effect")

    step = LISTING.by_name["submit"]
    monkeypatch.setitem(LISTING.by_name, "submit", dataclasses.replace(step, effects=(*step.effects, break_down)))
    listing = make_listing(standard=make_standard())
    acts, effects = Activity.objects.count(), OutboxMessage.objects.count()
    with pytest.raises(RuntimeError, match="broken effect"):
        fire(listing, "submit", actor_for(listing.organisation), NOON)
    assert (Activity.objects.count(), OutboxMessage.objects.count()) == (acts, effects)
    assert not Group.objects.filter(name="trace").exists()
    assert listing.state == "draft"
    listing.refresh_from_db()
    assert (listing.state, listing.submitted_at) == ("draft", None)


def test_the_clock_acts_where_the_table_names_it_and_people_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    step = LISTING.by_name["submit"]
    monkeypatch.setitem(LISTING.by_name, "submit", dataclasses.replace(step, who=(CLOCK,)))
    listing = make_listing(standard=make_standard())
    refused(listing, "submit", actor_for(listing.organisation), NotAllowed)
    fire(listing, "submit", Actor.clock(), NOON)
    act = Activity.objects.get(verb="listing.submitted")
    assert (listing.state, act.actor_kind, act.actor_user) == ("submitted", "clock", None)


def test_available_names_the_steps_and_what_is_missing() -> None:
    listing = make_listing(summary_en="")
    (offered,) = available(listing, actor_for(listing.organisation), NOON)
    assert (offered.transition.name, offered.ready) == ("submit", False)
    assert offered.missing == ["Write a summary in at least one language.", "Link it to at least one standard."]


def test_available_is_ready_when_nothing_is_missing() -> None:
    listing = make_listing(standard=make_standard())
    (offered,) = available(listing, actor_for(listing.organisation), NOON)
    assert (offered.transition.name, offered.ready, offered.missing) == ("submit", True, [])


def test_available_offers_nothing_to_outsiders_visitors_and_people_who_left() -> None:
    listing = make_listing(state="published")
    gone = actor_for(listing.organisation).user
    gone.is_active = False
    gone.save()
    for actor in (actor_for(make_organisation()), Actor.person(AnonymousUser()), Actor.person(gone)):  # type: ignore[arg-type]
        assert available(listing, actor, NOON) == []
    assert [o.transition.name for o in available(listing, Actor.clock(), NOON)] == ["expire"]


def test_an_unknown_step_and_a_model_without_a_workflow_are_programming_errors() -> None:
    listing = make_listing()
    with pytest.raises(KeyError):
        fire(listing, "sell", actor_for(listing.organisation), NOON)
    with pytest.raises(LookupError, match=r"accounts\.user"):
        machine_of(make_user())


def test_a_machine_that_names_an_unknown_state_cannot_be_made() -> None:
    with pytest.raises(ValueError, match=r"TransferListing\.sell names unknown states \['sold'\]"):
        Machine(TransferListing, (Transition("sell", ("published",), "sold", (CLOCK,), "Sell", "listing.sold"),))


def test_a_second_machine_for_a_model_is_refused() -> None:
    before = len(machines)
    with pytest.raises(ValueError, match="two entries named"):
        register(Machine(TransferListing, ()))
    assert len(machines) == before


def test_the_page_of_a_refusal_says_who_may() -> None:
    listing = make_listing(state="published")
    answer = signed_in(make_user()).post(f"/en/acts/technology/{listing.public_id}/withdraw/")
    assert answer.status_code == 403
    assert "members of the organisation that offers it" in answer.content.decode()
    assert TransferListing.objects.get().state == "published"


TICK = {"published_or_filed": "on"}


def test_the_page_of_a_conflict_says_what_is_missing_in_the_readers_language() -> None:
    listing = make_listing(summary_en="")
    client = signed_in(actor_for(listing.organisation).user)
    english = client.post(f"/en/acts/technology/{listing.public_id}/submit/", TICK)
    chinese = client.post(f"/zh-hans/acts/technology/{listing.public_id}/submit/", TICK)
    assert (english.status_code, chinese.status_code) == (409, 409)
    assert "Link it to at least one standard." in english.content.decode()
    assert "Write a summary in at least one language." in english.content.decode()
    assert "Link it to" not in chinese.content.decode()
    assert TransferListing.objects.get().state == "draft"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_fire_at_the_same_moment_one_wins() -> None:
    listing = make_listing(standard=make_standard())
    actor = actor_for(listing.organisation)
    gate = threading.Barrier(2)

    def run(_n: int) -> str:
        mine = TransferListing.objects.get(pk=listing.pk)
        gate.wait(timeout=10)
        try:
            fire(mine, "submit", actor, NOON)
        except WrongState:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(run, range(2)))
    assert outcomes == ["done", "refused"]
    assert Activity.objects.filter(verb="listing.submitted").count() == 1
    assert OutboxMessage.objects.filter(kind="ip_transfer.tell").count() == 1
