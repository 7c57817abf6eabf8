"""What somebody with the keys of the database could do to the log, and that each of it shows; and what may be erased."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from hub.activity.models import Activity, ActivityAnchor, ActivitySeal, SealLock
from hub.activity.sealing import anchor_chain
from hub.activity.services import forget_person, record, seal_pending, verify_chain
from hub.common.actors import Actor
from hub.outbox.services import drain
from tests.factories.accounts import make_organisation, make_user
from tests.hub.activity.test_chain import act, tamper

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def anchors(settings, tmp_path: Path) -> Path:
    """The file of anchors, in a folder of this test."""
    settings.HUB_ANCHOR_FILE = tmp_path / "anchors.log"
    return tmp_path / "anchors.log"


def test_changed_data_are_found() -> None:
    acts = act(3)
    seal_pending(now=NOON)
    tamper("UPDATE activity_activity SET data = %s WHERE id = %s", '{"n": 99}', acts[1].pk)
    assert verify_chain().breaks == [f"link 2: the data of act {acts[1].public_id} are not what was sealed"]


def test_a_removed_act_is_found() -> None:
    acts = act(3)
    seal_pending(now=NOON)
    tamper("SELECT %s", acts[1].pk)  # only takes the triggers away
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE activity_activityseal DROP CONSTRAINT " + _foreign_key())
        else:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute("DELETE FROM activity_activity WHERE id = %s", [acts[1].pk])
    assert verify_chain().breaks == [f"link 2: its act (row {acts[1].pk}) was removed"]
    if connection.vendor == "sqlite":  # let the end of the test find no loose end
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM activity_activityseal WHERE seq = 2")


def _foreign_key() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'activity_activityseal'::regclass AND contype = 'f'"
        )
        return str(cursor.fetchone()[0])


def test_several_links_missing_are_one_gap() -> None:
    act(5)
    seal_pending(now=NOON)
    tamper("DELETE FROM activity_activityseal WHERE seq IN (2, 3)")
    assert verify_chain().breaks == ["gap: links 2 to 3 are missing", "link 4 does not continue the one before"]


def test_a_tail_cut_off_shows_by_the_anchor_of_the_day_and_by_its_file(anchors: Path) -> None:
    act(4)
    seal_pending(now=NOON)
    head = ActivitySeal.objects.get(seq=4)
    assert anchor_chain(now=NOON) is not None
    assert anchor_chain(now=NOON + timedelta(hours=3)) is None
    drain(now=NOON + timedelta(days=10_000))
    assert anchors.read_text() == f"2026-11-20 4 {head.hash}\n"
    assert verify_chain().breaks == []
    tamper("DELETE FROM activity_activityseal WHERE seq > 2")
    assert verify_chain().breaks == ["the chain ends at link 2, but reached 4 according to the anchor of 2026-11-20"]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER activity_activityanchor_append_only ON activity_activityanchor")
        else:
            cursor.execute("DROP TRIGGER activity_activityanchor_no_delete")
        cursor.execute("DELETE FROM activity_activityanchor")
    assert verify_chain().breaks == [
        "the chain ends at link 2, but reached 4 according to the file's anchor of 2026-11-20"
    ]


def test_a_chain_written_anew_shows_by_a_head_that_somebody_kept() -> None:
    act(3)
    seal_pending(now=NOON)
    kept = verify_chain().head.replace(" ", ":")
    assert verify_chain(expected=[kept]).breaks == []
    tamper("DELETE FROM activity_activityseal")
    acts = Activity.objects.order_by("id")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE activity_activity SET verb = 'person.erased' WHERE id = %s", [acts[0].pk])
    SealLock.objects.update(looked_at=None)
    assert seal_pending(now=NOON) == 3
    assert verify_chain().breaks == []
    assert verify_chain(expected=[kept]).breaks == ["link 3 was rewritten since the head given"]
    with pytest.raises(CommandError, match="link 3 was rewritten"):
        call_command("verify_activity", expect=[kept])


def test_the_anchors_line_is_written_once(anchors: Path) -> None:
    act(1)
    seal_pending(now=NOON)
    anchor_chain(now=NOON)
    late = NOON + timedelta(days=10_000)
    drain(now=late)
    with transaction.atomic():
        anchor_chain(now=NOON + timedelta(days=1))
    drain(now=late)
    assert [line.split()[0] for line in anchors.read_text().splitlines()] == ["2026-11-20", "2026-11-21"]
    assert ActivityAnchor.objects.count() == 2


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["activity_activity", "activity_activityseal", "activity_activityanchor"])
def test_truncate_is_refused(table: str) -> None:
    make_organisation()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_forgetting_a_person_erases_what_acts_hold_about_them_and_keeps_the_chain_whole() -> None:
    person, other = make_user(), make_user()
    with transaction.atomic():
        mine = record(actor=Actor.person(other), verb="person.registered", subject=person, data={"mail": "x"}, now=NOON)
        theirs = record(actor=Actor.person(person), verb="person.registered", subject=other, data={"n": 1}, now=NOON)
    seal_pending(now=NOON)
    with transaction.atomic():
        assert forget_person(actor=Actor.person(person), user=person, now=NOON) >= 1
    seal_pending(now=NOON)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.data, mine.salt, mine.erased) == ({}, "", True)
    assert (theirs.data, theirs.erased) == ({"n": 1}, False)
    report = verify_chain()
    assert report.breaks == []
    assert report.erased >= 1
    assert mine.public_id in Activity.objects.get(verb="person.forgotten").data["acts"]
    with transaction.atomic():
        assert forget_person(actor=Actor.person(person), user=person, now=NOON) == 0
    assert verify_chain().breaks == []


def test_things_that_are_a_persons_alone_are_forgotten_with_them() -> None:
    person, organisation = make_user(), make_organisation()
    with transaction.atomic():
        act_on = record(
            actor=Actor.system(), verb="organisation.verified", subject=organisation, data={"n": 1}, now=NOON
        )
        forget_person(actor=Actor.person(person), user=person, subjects=[organisation], now=NOON)
    act_on.refresh_from_db()
    assert (act_on.data, act_on.erased) == ({}, True)


def test_data_erased_without_a_record_of_it_are_found() -> None:
    (one,) = act(1)
    seal_pending(now=NOON)
    Activity.objects.filter(pk=one.pk).update(data={}, salt="", erased=True)  # what the trigger lets through
    assert verify_chain().breaks == [f"link 1: the data of act {one.public_id} were erased without a record of it"]


@pytest.mark.parametrize(
    "change",
    [
        {"data": {}, "erased": True},
        {"data": {"n": 2}, "salt": "", "erased": True},
        {"data": {}, "salt": "", "erased": True, "verb": "x.y"},
        {"data": {}, "salt": "", "erased": True, "actor_user": None, "actor_kind": "system"},
        {"data": {}, "salt": ""},
    ],
)
def test_nothing_but_an_erasure_gets_past_the_database(change: dict[str, object]) -> None:
    (one,) = act(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Activity.objects.filter(pk=one.pk).update(**change)
    one.refresh_from_db()
    assert (one.data, one.erased) == ({"n": 0}, False)


def test_the_low_water_mark_follows_late_and_the_hourly_look_finds_what_it_passed() -> None:
    act(3)
    seal_pending(now=NOON)
    assert SealLock.objects.get().low_water == 0
    act(1)
    seal_pending(now=NOON + timedelta(minutes=11))
    lock = SealLock.objects.get()
    assert lock.low_water == Activity.objects.order_by("id")[2].pk
    late = Activity.objects.order_by("id")[0]
    tamper(
        "DELETE FROM activity_activityseal WHERE activity_id = %s", late.pk
    )  # as if its transaction had been that long
    assert seal_pending(now=NOON + timedelta(minutes=30)) == 0
    assert seal_pending(now=NOON + timedelta(minutes=61)) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_acts_written_by_threads_are_all_sealed_into_one_chain() -> None:
    user, writing = make_user(), threading.Event()
    before = Activity.objects.count()

    def write(number: int) -> None:
        try:
            for start in range(100):
                with transaction.atomic():
                    for n in range(25):
                        data = {"n": number * 2500 + start * 25 + n}
                        record(actor=Actor.person(user), verb="person.registered", subject=user, data=data, now=NOON)
        finally:
            connections.close_all()

    def seal() -> int:
        sealed = 0
        try:
            while not writing.is_set():
                sealed += seal_pending(now=NOON)
        finally:
            connections.close_all()
        return sealed

    with ThreadPoolExecutor(6) as pool:
        sealers = [pool.submit(seal) for _n in range(2)]
        list(pool.map(write, range(4)))
        writing.set()
        sealed = sum(s.result(timeout=60) for s in sealers)
    sealed += seal_pending(now=NOON)
    assert sealed == before + 10_000
    assert list(ActivitySeal.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, sealed + 1))
    report = verify_chain()
    assert (report.links, report.unsealed, report.breaks) == (sealed, 0, [])
