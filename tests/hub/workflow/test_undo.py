"""The undo window: the state returns, nobody was told, the log keeps both; afterwards nothing can be undone."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.notifications.services import notify
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from hub.workflow.errors import GuardsUnmet
from hub.workflow.machine import Machine, machines
from hub.workflow.models import TakenStep
from hub.workflow.queries import list_undoable
from hub.workflow.services import fire
from hub.workflow.undoing import undo
from ip_transfer.models import TransferListing
from ip_transfer.workflow import LISTING
from tests.factories.accounts import actor_for, admin_of, make_user, signed_in
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db
TEN = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def _submission_can_be_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A submission, which tells reviewers by mail, can be undone for ten minutes."""
    steps = [dataclasses.replace(s, undo_within=TEN) if s.name == "submit" else s for s in LISTING]
    monkeypatch.setitem(machines._entries, "ip_transfer.transferlisting", Machine(TransferListing, steps))


def submitted(now: datetime) -> tuple[TransferListing, Actor]:
    make_user(roles=(Role.REVIEWER,), email="reviewer@example.org")
    listing = make_listing(standard=make_standard())
    drain()
    mail.outbox.clear()
    owner = actor_for(listing.organisation)
    fire(listing, "submit", owner, now)
    return listing, owner


def refused(listing: TransferListing, actor: Actor, now: datetime) -> str:
    """Try to undo, see it refused and nothing happen."""
    before = (TransferListing.objects.get(pk=listing.pk).state, Activity.objects.count(), OutboxMessage.objects.count())
    with pytest.raises(GuardsUnmet) as caught:
        undo(obj=listing, actor=actor, now=now)
    after = (TransferListing.objects.get(pk=listing.pk).state, Activity.objects.count(), OutboxMessage.objects.count())
    assert before == after
    return str(caught.value.reasons[0])


def test_undo_restores_the_state_and_nobody_was_told() -> None:
    now = timezone.now()
    listing, owner = submitted(now)
    since = TransferListing.objects.get(pk=listing.pk).created_at
    drain(now=now + TEN - timedelta(seconds=1))
    assert mail.outbox == []
    undo(obj=listing, actor=owner, now=now + timedelta(minutes=5))
    assert (listing.state, listing.state_since) == ("draft", since)
    drain(now=now + 3 * TEN)
    assert mail.outbox == []
    done, undone = Activity.objects.order_by("-id")[:2][::-1]
    assert (done.verb, undone.verb) == ("listing.submitted", "workflow.undone")
    assert undone.data == {
        "act": done.public_id,
        "undone": "listing.submitted",
        "from": "submitted",
        "to": "draft",
    }


def test_people_are_told_when_the_time_is_over_and_then_it_cannot_be_undone() -> None:
    now = timezone.now()
    listing, owner = submitted(now)
    drain(now=now + TEN)
    assert [m.to for m in mail.outbox] == [["reviewer@example.org"]]
    assert "the time is over" in refused(listing, owner, now + TEN)


def test_what_went_out_before_its_time_cannot_be_undone() -> None:
    now = timezone.now()
    listing, owner = submitted(now)
    drain(now=now + TEN)  # by a worker whose clock is ahead
    assert "told already" in refused(listing, owner, now + timedelta(minutes=1))


def test_only_who_took_the_step_may_undo_it_and_only_once() -> None:
    now = timezone.now()
    listing, owner = submitted(now)
    refused(listing, Actor.person(make_user(roles=(Role.REVIEWER,))), now)
    undo(obj=listing, actor=owner, now=now)
    refused(listing, owner, now)


def test_an_object_that_moved_on_keeps_its_state() -> None:
    now = timezone.now()
    listing, owner = submitted(now)
    reviewer = Actor.person(make_user(roles=(Role.REVIEWER,)))
    fire(listing, "start_review", reviewer, now + timedelta(minutes=1))
    assert "moved on" in refused(listing, owner, now + timedelta(minutes=2))
    assert TransferListing.objects.get(pk=listing.pk).state == "in_review"


def test_a_step_taken_again_is_undone_by_itself() -> None:
    now = timezone.now()
    listing, owner = submitted(now)
    undo(obj=listing, actor=owner, now=now + timedelta(minutes=1))
    fire(listing, "submit", owner, now + timedelta(minutes=2))
    drain(now=now + timedelta(minutes=2) + TEN)
    assert [m.to for m in mail.outbox] == [["reviewer@example.org"]]


def test_undo_effects_mend_what_effects_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    def unstamp(listing: Any, *_rest: object) -> None:
        listing.submitted_at = None
        listing.save(update_fields=["submitted_at"])

    step = dataclasses.replace(LISTING.by_name["submit"], undo_within=TEN, undo_effects=(unstamp,))
    steps = [step if s.name == "submit" else s for s in LISTING]
    monkeypatch.setitem(machines._entries, "ip_transfer.transferlisting", Machine(TransferListing, steps))
    listing, owner = submitted(timezone.now())
    undo(obj=listing, actor=owner, now=timezone.now())
    assert listing.submitted_at is None


def test_an_effect_that_tells_at_once_cannot_be_part_of_a_step_that_can_be_undone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def tell(listing: Any, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
        notify(kind="listing.published", reader=actor.someone, subject=listing, key="told", now=now)

    step = dataclasses.replace(LISTING.by_name["submit"], undo_within=TEN, effects=(tell,))
    steps = [step if s.name == "submit" else s for s in LISTING]
    monkeypatch.setitem(machines._entries, "ip_transfer.transferlisting", Machine(TransferListing, steps))
    listing = make_listing(standard=make_standard())
    with pytest.raises(RuntimeError, match="can still be undone"):
        fire(listing, "submit", actor_for(listing.organisation), timezone.now())
    assert TransferListing.objects.get(pk=listing.pk).state == "draft"


def test_steps_without_a_window_leave_nothing_to_undo() -> None:
    listing = make_listing(state="submitted")
    fire(listing, "take_back", actor_for(listing.organisation), timezone.now())
    assert not TakenStep.objects.filter(step="take_back").exists()


def test_the_page_of_the_object_and_the_home_page_offer_undo() -> None:
    listing, _owner = submitted(timezone.now())
    client = signed_in(admin_of(listing.organisation))
    address = f"/en/acts/technology/{listing.public_id}/undo/"
    for path in (listing.get_absolute_url(), "/en/account/"):
        text = client.get(path).content.decode()
        assert f'action="{address}"' in text
        assert "You did this: Submit for review." in text
    assert client.get(address)["Location"] == listing.get_absolute_url()
    answer = client.post(address)
    assert (answer.status_code, answer["Location"]) == (302, listing.get_absolute_url())
    assert f'action="{address}"' not in client.get(listing.get_absolute_url()).content.decode()
    assert client.post(address).status_code == 409


def test_what_can_be_undone_is_read_in_the_same_queries_at_any_length(django_assert_num_queries: Any) -> None:
    now = timezone.now()
    listing, owner = submitted(now)
    for more in (0, 3):
        for _n in range(more):
            fire(make_listing(listing.organisation, standard=make_standard()), "submit", owner, now)
        with django_assert_num_queries(2):
            found = list_undoable(owner.user, now)
        assert [str(one.label) for one in found] == ["Submit for review"] * (more + 1)


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_find_no_undo(method: str) -> None:
    listing, _owner = submitted(timezone.now())
    address = f"/en/acts/technology/{listing.public_id}/undo/"
    assert getattr(signed_in(make_user()), method)(address).status_code == 404
    assert getattr(signed_in(None), method)(address)["Location"].startswith("/en/accounts/login/")
    assert TransferListing.objects.get(pk=listing.pk).state == "submitted"


def test_undo_is_no_name_for_a_step() -> None:
    step = dataclasses.replace(LISTING.by_name["submit"], name="undo")
    with pytest.raises(ValueError, match="turning a step back"):
        Machine(TransferListing, (step,))
