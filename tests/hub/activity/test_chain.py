"""The seals: one chain over all acts, in which every change shows."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from hub.activity import sealing
from hub.activity.models import Activity, ActivitySeal
from hub.activity.sealing import GENESIS
from hub.activity.services import record, seal_pending, verify_chain
from hub.common.actors import Actor
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def act(times: int) -> list[Activity]:
    user = make_user()
    with transaction.atomic():
        return [
            record(actor=Actor.person(user), verb="person.registered", subject=user, data={"n": n}, now=NOON)
            for n in range(times)
        ]


def tamper(statement: str, *parameters: object) -> None:
    """Change what may not be changed, as somebody with the keys of the database could; the test's end undoes it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in ("activity_activity", "activity_activityseal"):
                cursor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        else:
            for table in ("activity_activity", "activity_activityseal"):
                cursor.execute(f"DROP TRIGGER {table}_no_update")
                cursor.execute(f"DROP TRIGGER {table}_no_delete")
        cursor.execute(statement, parameters)


def test_sealing_chains_every_act_oldest_first() -> None:
    acts = act(3)
    assert seal_pending(now=NOON) == 3
    seals = list(ActivitySeal.objects.order_by("seq"))
    assert [s.activity_id for s in seals] == [a.pk for a in acts]
    assert [s.seq for s in seals] == [1, 2, 3]
    assert [s.prev for s in seals] == [GENESIS, seals[0].hash, seals[1].hash]
    report = verify_chain()
    assert (report.links, report.unsealed, report.breaks) == (3, 0, [])


def test_sealing_twice_changes_nothing_and_the_next_act_goes_on_from_there() -> None:
    act(2)
    seal_pending(now=NOON)
    before = list(ActivitySeal.objects.order_by("seq").values())
    assert seal_pending(now=NOON) == 0
    assert list(ActivitySeal.objects.order_by("seq").values()) == before
    act(1)
    assert verify_chain().unsealed == 1
    assert seal_pending(now=NOON) == 1
    assert ActivitySeal.objects.get(seq=3).prev == before[1]["hash"]
    assert verify_chain().breaks == []


def test_a_long_queue_is_sealed_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 2)
    act(5)
    monkeypatch.setattr(sealing, "MOST_BATCHES", 2)
    assert [seal_pending(now=NOON) for _ in range(3)] == [4, 1, 0]
    assert verify_chain().links == 5
    assert verify_chain().breaks == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("verb", "person.erased"),
        ("subject_id", 999_999),
        ("at", "2020-01-01 00:00:00+00:00"),
        ("public_id", "abcdefghjkmn"),
    ],
)
def test_a_changed_act_is_found(field: str, value: object) -> None:
    acts = act(3)
    seal_pending(now=NOON)
    tamper(f"UPDATE activity_activity SET {field} = %s WHERE id = %s", value, acts[1].pk)  # noqa: S608 - our own names
    public_id = Activity.objects.get(pk=acts[1].pk).public_id
    assert verify_chain().breaks == [f"link 2: act {public_id} is not what was sealed"]


def test_a_changed_seal_is_found() -> None:
    acts = act(3)
    seal_pending(now=NOON)
    tamper("UPDATE activity_activityseal SET hash = %s WHERE seq = 2", "f" * 64)
    assert verify_chain().breaks == [
        f"link 2: act {acts[1].public_id} is not what was sealed",
        "link 3 does not continue the one before",
    ]


def test_a_seal_that_was_counterfeited_to_fit_its_act_breaks_the_next_link() -> None:
    acts = act(3)
    seal_pending(now=NOON)
    tamper("UPDATE activity_activity SET verb = 'person.erased' WHERE id = %s", acts[1].pk)
    seal = ActivitySeal.objects.select_related("activity").get(seq=2)
    false = sealing.link(seal.prev, 2, sealing.digest(seal.activity))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE activity_activityseal SET hash = %s WHERE seq = 2", [false])
    assert verify_chain().breaks == ["link 3 does not continue the one before"]


def test_a_gap_is_found() -> None:
    acts = act(3)
    seal_pending(now=NOON)
    tamper("DELETE FROM activity_activityseal WHERE seq = 2")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM activity_activity WHERE id = %s", [acts[1].pk])
    assert verify_chain().breaks == ["gap: link 2 is missing", "link 3 does not continue the one before"]


def test_the_command_says_what_it_found_and_fails_on_a_break(capsys: pytest.CaptureFixture[str]) -> None:
    acts = act(2)
    seal_pending(now=NOON)
    call_command("verify_activity")
    head = ActivitySeal.objects.get(seq=2).hash
    found = f"2 links, 0 acts not sealed yet, 0 with erased data, 0 breaks\nhead 2:{head}\n"
    assert capsys.readouterr().out == found
    tamper("UPDATE activity_activity SET verb = 'person.erased' WHERE id = %s", acts[0].pk)
    with pytest.raises(CommandError, match=f"link 1: act {acts[0].public_id} is not what was sealed"):
        call_command("verify_activity")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sealers_at_the_same_time_make_one_chain() -> None:
    gate = threading.Barrier(4)

    def work(_n: int) -> int:
        try:
            gate.wait(timeout=10)
            done = 0
            for _round in range(5):
                act(2)
                done += seal_pending(now=NOON)
        finally:
            connections.close_all()
        return done

    with ThreadPoolExecutor(4) as pool:
        sealed = sum(pool.map(work, range(4)))
    sealed += seal_pending(now=NOON)
    assert sealed == 40
    assert list(ActivitySeal.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 41))
    report = verify_chain()
    assert (report.links, report.unsealed, report.breaks) == (40, 0, [])
