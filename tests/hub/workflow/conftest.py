"""A listing's life with deadlines, for the tests of the clock."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from hub.accounts.queries import members_of
from hub.workflow.machine import CLOCK, Machine, Reminder, Transition, Who, machines
from ip_transfer.models import TransferListing
from ip_transfer.rules import is_owner
from ip_transfer.workflow import LISTING

OWNER = Who(
    "owner",
    "members of the organisation that offers it",
    is_owner,
    people=lambda listing: members_of(listing.organisation_id),
)
REMINDERS = (Reminder(timedelta(days=1), (OWNER,)), Reminder(timedelta(days=7), (OWNER,)))
ENDS = Transition(
    "end",
    ("published",),
    "withdrawn",
    (CLOCK,),
    "End",
    "listing.ended",
    timeout=timedelta(days=30),
    reminders=REMINDERS,
)


def use(monkeypatch: pytest.MonkeyPatch, *steps: Transition) -> Machine:
    """Let listings live by these steps besides their own, which have no deadlines here."""
    own = [t for t in LISTING.transitions if t.timeout is None]  # the deadlines under test are the only ones
    machine = Machine(TransferListing, (*own, *steps))
    monkeypatch.setitem(machines._entries, "ip_transfer.transferlisting", machine)
    return machine


@pytest.fixture
def _ending(monkeypatch: pytest.MonkeyPatch) -> None:
    """Published listings end thirty days after publication; owners are reminded seven days and one day before."""
    use(monkeypatch, ENDS)


@pytest.fixture
def _ending_by_field(monkeypatch: pytest.MonkeyPatch) -> None:
    """Published listings end at their field."""
    use(monkeypatch, dataclasses.replace(ENDS, timeout="published_at"))
