"""What waits and what is parked, shown to staff; retried or given up by hand, with a record of it."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.outbox.enums import DropReason
from hub.outbox.models import OutboxMessage
from hub.outbox.services import NotParked, drain, drop_parked, retry_parked
from tests.factories.accounts import make_user, signed_in

pytestmark = pytest.mark.django_db
DESK = "/en/desk/outbox/"
PERSONAL = {"to": "mei.lin@example.org", "subject": "Your code", "body": "code 834512", "language": "en", "kind": "x"}


def parked(put, key: str = "a", kind: str = "test.note", payload: object = None, **more: object) -> OutboxMessage:  # type: ignore[no-untyped-def]
    put(kind, key, payload or {"number": 1}, **more)
    OutboxMessage.objects.filter(key=key).update(
        state="parked", attempts=8, last_error="ValueError: broken", done_at=timezone.now()
    )
    return OutboxMessage.objects.get(key=key)


def page(row: OutboxMessage) -> str:
    return reverse("outbox-effect", args=[row.pk])


@pytest.mark.parametrize(
    ("role", "status"), [(None, 403), (Role.REVIEWER, 403), (Role.AUDITOR, 200), (Role.SUPERUSER, 200)]
)
def test_the_desk_is_for_superusers_and_auditors(put, role, status) -> None:
    row = parked(put)
    client = signed_in(make_user(roles=(role,) if role else ()))
    assert client.get(DESK).status_code == status
    assert client.get(page(row)).status_code == status


def test_depth_age_and_parked_rows_are_shown(effect, put) -> None:
    effect("test.note")
    put("test.note", "waiting")
    row = parked(put)
    answer = signed_in(make_user(roles=(Role.AUDITOR,))).get(DESK)
    depth = next(d for d, _name in answer.context["depths"] if d.kind == "test.note")
    assert (depth.queue, depth.due, depth.held, depth.parked) == ("default", 1, 0, 1)
    assert depth.oldest_due_at == OutboxMessage.objects.get(key="waiting").due_at
    assert [item["row"].pk for item in answer.context["parked"]] == [row.pk]
    assert b"ValueError: broken" in answer.content


def test_a_parked_mail_shows_nothing_personal(put) -> None:
    row = parked(put, key="mail:mei.lin@example.org", kind="mail.send", payload=PERSONAL, queue="mail")
    client = signed_in(make_user(roles=(Role.SUPERUSER,)))
    for url in (DESK, page(row)):
        body = client.get(url).content.decode()
        for word in ("mei.lin", "Your code", "834512"):
            assert word not in body


def test_a_parked_effect_is_tried_again_by_hand_and_the_act_is_recorded(effect, put) -> None:
    calls = effect("test.note")
    row, user = parked(put), make_user(roles=(Role.SUPERUSER,))
    answer = signed_in(user).post(page(row), {"act": "retry"})
    assert (answer.status_code, answer["Location"]) == (302, DESK)
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("pending", 0)
    assert drain() == 1
    assert calls == ["a"]
    act = Activity.objects.get(verb="effect.retried")
    assert (act.actor_user, act.subject_id, act.data) == (user, row.pk, {"kind": "test.note", "queue": "default"})


def test_giving_up_needs_a_reason_erases_the_content_and_is_recorded(put) -> None:
    row, client = parked(put, kind="mail.send", payload=PERSONAL), signed_in(make_user(roles=(Role.SUPERUSER,)))
    refused = client.post(page(row), {"act": "drop"})
    assert refused.status_code == 422
    assert "Choose one: Why is it given up?" in refused.content.decode()
    row.refresh_from_db()
    assert (row.state, row.payload) == ("parked", PERSONAL)
    assert client.post(page(row), {"act": "drop", "reason": "receiver-gone"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.payload, row.drop_reason) == ("dropped", {}, "receiver-gone")
    assert Activity.objects.get(verb="effect.dropped").data["reason"] == "receiver-gone"


@pytest.mark.parametrize("act", ["retry", "drop"])
def test_an_auditor_only_reads(put, act) -> None:
    row = parked(put)
    answer = signed_in(make_user(roles=(Role.AUDITOR,))).post(page(row), {"act": act, "reason": "cannot-work"})
    assert answer.status_code == 403
    row.refresh_from_db()
    assert row.state == "parked"
    assert not Activity.objects.filter(verb__startswith="effect.").exists()


def test_what_is_not_parked_any_more_is_a_conflict_and_stays(put) -> None:
    row = parked(put)
    OutboxMessage.objects.update(state="done")
    client = signed_in(make_user(roles=(Role.SUPERUSER,)))
    assert client.post(page(row), {"act": "retry"}).status_code == 409
    assert client.post(page(row), {"act": "drop", "reason": "cannot-work"}).status_code == 409
    row.refresh_from_db()
    assert row.state == "done"
    for refused in (
        lambda: retry_parked(actor=Actor.system(), message_id=row.pk, now=timezone.now()),
        lambda: drop_parked(actor=Actor.system(), message_id=row.pk, reason=DropReason.CANNOT_WORK, now=timezone.now()),
    ):
        with pytest.raises(NotParked):
            refused()


def test_the_page_says_what_waits_behind(put) -> None:
    row = parked(put, ordered_by="thing:1")
    put("test.note", "behind", ordered_by="thing:1")
    body = signed_in(make_user(roles=(Role.SUPERUSER,))).get(page(row)).content.decode()
    assert "1 later task of the same object waits for this one." in body


def test_twenty_parked_rows_cost_what_one_costs(put) -> None:
    client = signed_in(make_user(roles=(Role.SUPERUSER,)))
    parked(put, "first")
    client.get(DESK)
    counts = []
    for more in (0, 19):
        for number in range(more):
            parked(put, f"row {number}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(DESK).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12, counts


def test_older_rows_are_a_page_away_and_queues_are_told_apart(put) -> None:
    rows = [parked(put, f"row {number}") for number in range(52)]
    mail = parked(put, "mail", queue="mail")
    client = signed_in(make_user(roles=(Role.SUPERUSER,)))
    assert [i["row"].pk for i in client.get(DESK, {"queue": "mail"}).context["parked"]] == [mail.pk]
    first = client.get(DESK, {"queue": "default"})
    second = client.get(first.context["older_url"])
    assert first.context["count_text"] == "52 parked tasks"
    assert [i["row"].pk for i in second.context["parked"]] == [rows[1].pk, rows[0].pk]
    for strange in ("x", "9" * 40, "-1", "²"):
        assert client.get(DESK, {"before": strange, "queue": strange}).status_code == 200


def test_the_command_says_what_waits_and_fails_when_something_is_wrong(put) -> None:
    out = io.StringIO()
    put("test.note", "waiting")
    call_command("outbox_status", stdout=out)
    assert "test.note" in out.getvalue()
    parked(put)
    with pytest.raises(CommandError, match=r"test\.note: 1 parked"):
        call_command("outbox_status", stdout=out)
    OutboxMessage.objects.filter(state="parked").delete()
    OutboxMessage.objects.update(due_at=timezone.now() - timezone.timedelta(seconds=700))
    with pytest.raises(CommandError, match="the oldest waits for 7"):
        call_command("outbox_status", stdout=out)
