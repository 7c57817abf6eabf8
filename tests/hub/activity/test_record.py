"""Acts are written with what they record, and never changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from hub.activity.models import Activity, ActivitySeal
from hub.activity.queries import count_acts, history_of, list_acts
from hub.activity.services import record, seal_pending
from hub.activity.words import word_for
from hub.common.actors import Actor
from tests.factories.accounts import actor_for, make_organisation, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused() -> None:
    user = make_user()
    before = Activity.objects.count()
    with pytest.raises(RuntimeError, match="inside the transaction of the act"):
        record(actor=Actor.person(user), verb="person.registered", subject=user, now=NOON)
    assert Activity.objects.count() == before


def test_an_act_names_its_author_verb_subject_and_moment() -> None:
    organisation = make_organisation()
    actor = actor_for(organisation)
    act = record(actor=actor, verb="organisation.verified", subject=organisation, data={"level": 2}, now=NOON)
    found = Activity.objects.get(public_id=act.public_id)
    assert (found.actor_kind, found.actor_user, found.actor_organisation) == ("person", actor.user, organisation)
    assert (found.verb, found.subject, found.data, found.at) == (
        "organisation.verified",
        organisation,
        {"level": 2},
        NOON,
    )


@pytest.mark.parametrize(("actor", "kind"), [(Actor.clock(), "clock"), (Actor.system(), "system")])
def test_the_clock_and_the_system_act_without_a_person(actor: Actor, kind: str) -> None:
    act = record(actor=actor, verb="person.registered", subject=make_user(), now=NOON)
    assert (act.actor_kind, act.actor_user) == (kind, None)


def test_a_person_who_is_nobody_cannot_act() -> None:
    user = make_user()
    with pytest.raises(IntegrityError), transaction.atomic():
        record(actor=Actor("person"), verb="person.registered", subject=user, now=NOON)
    assert Activity.objects.count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity_activity SET verb = 'nothing.happened'",
        "UPDATE activity_activity SET data = '{}'",
        "DELETE FROM activity_activity WHERE id = (SELECT max(id) FROM activity_activity)",
        "UPDATE activity_activityseal SET hash = 'x'",
        "DELETE FROM activity_activityseal",
    ],
)
def test_the_database_refuses_to_change_acts_and_seals(statement: str) -> None:
    make_organisation()
    seal_pending(now=NOON)
    before = list(Activity.objects.values()), list(ActivitySeal.objects.values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (list(Activity.objects.values()), list(ActivitySeal.objects.values())) == before


def test_the_same_through_the_models_is_refused() -> None:
    make_organisation()
    act = Activity.objects.get()
    act.verb = "nothing.happened"
    for change in (act.save, act.delete, Activity.objects.all().delete, lambda: Activity.objects.update(verb="x")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert list(Activity.objects.values_list("verb", flat=True)) == ["organisation.created"]


def test_the_history_of_a_thing_is_its_own_acts_oldest_first() -> None:
    first, second = make_organisation(), make_organisation()
    with transaction.atomic():
        record(actor=Actor.system(), verb="organisation.verified", subject=first, now=NOON)
    assert [act.verb for act in history_of(first)] == ["organisation.created", "organisation.verified"]
    assert [act.verb for act in history_of(second)] == ["organisation.created"]


def test_acts_are_listed_newest_first_and_can_be_narrowed() -> None:
    organisation = make_organisation(now=NOON)
    late = NOON.replace(hour=18)
    for verb, at in (("organisation.verified", NOON), ("organisation.member_added", late)):
        record(actor=Actor.system(), verb=verb, subject=organisation, now=at)
    newest, middle, oldest = list_acts()
    assert [a.verb for a in (newest, middle, oldest)] == [
        "organisation.member_added",
        "organisation.verified",
        "organisation.created",
    ]
    assert list(list_acts(verb="organisation.verified")) == [middle]
    assert list(list_acts(before=middle.pk)) == [oldest]
    assert list(list_acts(since=late)) == [newest]
    assert (count_acts(), count_acts("organisation.created"), count_acts("no.such")) == (3, 1, 0)


def test_verbs_read_as_words_in_the_readers_language() -> None:
    assert word_for("organisation.created") == "created the organisation"
    assert word_for("never.named") == "never.named"
