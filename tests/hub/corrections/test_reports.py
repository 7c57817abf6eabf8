"""A reader reports a wrong fact, an editor judges it, the reporter is told; nobody else sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.models import User
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.corrections.models import Correction
from hub.corrections.services import report_wrong_fact
from hub.outbox.services import drain
from hub.standards.models import Standard
from hub.workflow.queries import next_actions
from tests.factories.accounts import admin_of, make_user, signed_in
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db
FACT = "It was published in 2024, not in 2026."


def make_report(reporter: User | None = None, standard: Standard | None = None, fact: str = FACT) -> Correction:
    return report_wrong_fact(
        actor=Actor.person(reporter or make_user()),
        subject=standard or make_standard(),
        fact=fact,
        source="",
        now=timezone.now(),
    )


def editor() -> User:
    return make_user(roles=(Role.EDITOR,))


def act(user: User, correction: Correction, name: str, **form: str) -> Any:
    return signed_in(user).post(f"/en/acts/correction/{correction.public_id}/{name}/", form)


def test_a_reader_reports_from_the_page_of_a_standard() -> None:
    standard, client = make_standard(), signed_in(make_user())
    assert (
        f'href="/en/corrections/new/standard/{standard.slug}/"'
        in client.get(standard.get_absolute_url()).content.decode()
    )
    answer = client.post(f"/en/corrections/new/standard/{standard.slug}/", {"fact": FACT, "source": "example.org/12"})
    report = Correction.objects.get()
    assert answer["Location"] == report.get_absolute_url()
    assert (report.subject, report.fact, report.source) == (standard, FACT, "https://example.org/12")
    assert Activity.objects.get(verb="correction.reported").subject == report
    page = client.get(report.get_absolute_url()).content.decode()
    assert FACT in page
    assert f'action="/en/acts/correction/{report.public_id}/withdraw/"' in page


@pytest.mark.parametrize(("language", "words"), [("en", "Report a wrong fact"), ("zh-hans", "哪里有误")])
def test_an_empty_report_is_refused_beside_its_field_and_nothing_is_kept(language: str, words: str) -> None:
    standard, client = make_standard(), signed_in(make_user())
    answer = client.post(
        f"/{language}/corrections/new/standard/{standard.slug}/", {"fact": " ", "source": "no address"}
    )
    assert answer.status_code == 422
    assert {"fact", "source"} == set(answer.context["form"].errors)
    assert words in answer.content.decode()
    assert "no address" in answer.content.decode()
    assert not Correction.objects.exists()


@pytest.mark.parametrize("path", ["nothing/x", "standard/gone", "technology/abcdefghjkmn"])
def test_nothing_can_be_reported_about_what_is_not_there(path: str) -> None:
    assert signed_in(make_user()).post(f"/en/corrections/new/{path}/", {"fact": FACT}).status_code == 404


def test_a_private_listing_cannot_be_reported_on_by_strangers() -> None:
    draft = make_listing(title_en="Zanzibar canary 7741")
    answer = signed_in(make_user()).get(f"/en/corrections/new/technology/{draft.public_id}/")
    assert (answer.status_code, "Zanzibar" in answer.content.decode()) == (404, False)


def test_the_same_words_twice_are_one_report() -> None:
    reporter, standard = make_user(), make_standard()
    assert make_report(reporter, standard) == make_report(reporter, standard)
    assert make_report(reporter, make_standard()) != make_report(reporter, standard)


def test_too_many_reports_an_hour_are_refused_with_the_time_to_wait(settings: Any) -> None:
    settings.HUB_LIMITS = True
    standard, client = make_standard(), signed_in(make_user())
    answers = [
        client.post(f"/en/corrections/new/standard/{standard.slug}/", {"fact": f"{FACT} {n}"}) for n in range(21)
    ]
    assert [a.status_code for a in answers] == [302] * 20 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
    assert Correction.objects.count() == 20


def test_it_waits_for_editors_with_a_deadline_of_a_week() -> None:
    report, now = make_report(), timezone.now()
    (item,) = next_actions(editor(), now).items
    assert (str(item.verb), item.deadline) == ("Judge the report", report.state_since + timedelta(days=7))
    assert next_actions(report.reported_by, now).items == []


def test_an_editor_does_not_judge_their_own_report() -> None:
    reporter = editor()
    report = make_report(reporter)
    assert act(reporter, report, "accept").status_code == 403
    assert next_actions(reporter, timezone.now()).items == []


def test_a_decline_needs_a_reason_and_an_answer_and_keeps_what_was_typed() -> None:
    report = make_report()
    answer = act(editor(), report, "decline", answer="I looked it up.")
    assert answer.status_code == 422
    assert "I looked it up." in answer.content.decode()
    report.refresh_from_db()
    assert (report.state, report.answer) == ("open", "")


def test_the_reporter_is_told_once_after_the_undo_window() -> None:
    reporter = make_user(email="reporter@example.org")
    report, judge = make_report(reporter), editor()
    assert act(judge, report, "decline", reason_code="right", answer="The cover says 2026.").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.reason, report.decided_by) == ("declined", "right", judge)
    assert Activity.objects.get(verb="correction.declined").data["reason_code"] == "right"
    drain()
    assert mail.outbox == []
    for _ in range(2):
        drain(now=timezone.now() + timedelta(minutes=11))
    (sent,) = mail.outbox
    assert (sent.to, sent.subject[:24]) == (["reporter@example.org"], "Your report was declined")
    page = signed_in(reporter).get(report.get_absolute_url()).content.decode()
    assert "The cover says 2026." in page


def test_an_undone_decision_leaves_nothing_behind() -> None:
    report, judge = make_report(), editor()
    act(judge, report, "accept", answer="Mended.")
    assert act(judge, report, "undo").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.decided_by, report.answer) == ("open", None, "")
    drain(now=timezone.now() + timedelta(minutes=11))
    assert mail.outbox == []


def test_editors_are_reminded_two_days_before_the_week_is_over() -> None:
    from hub.workflow.timekeeping import send_due_reminders

    editor()
    report = make_report()
    assert send_due_reminders(now=report.state_since + timedelta(days=4)) == 0
    assert send_due_reminders(now=report.state_since + timedelta(days=5)) == 1


def test_others_find_no_report() -> None:
    report = make_report(fact="Zanzibar canary 7741")
    for stranger in (make_user(), make_user(roles=(Role.REVIEWER,))):
        client = signed_in(stranger)
        for path in (report.get_absolute_url(), f"/en/acts/correction/{report.public_id}/withdraw/"):
            answer = client.get(path)
            assert (answer.status_code, "Zanzibar" in answer.content.decode()) == (404, False)
        assert "Zanzibar" not in client.get("/en/corrections/").content.decode()


def test_a_title_is_shown_only_while_its_reader_may_see_the_thing() -> None:
    reporter, judge = make_user(email="reporter@example.org"), editor()
    listing = make_listing(title_en="Zanzibar canary 7741")
    actor, now = Actor.person(reporter), timezone.now()
    report = report_wrong_fact(actor=actor, subject=listing, fact=FACT, source="", now=now)
    act(judge, report, "decline", reason_code="right", answer="It is right.")
    drain(now=now + timedelta(minutes=11))
    (sent,) = mail.outbox
    client = signed_in(reporter)
    pages = [client.get(path).content.decode() for path in ("/en/corrections/", report.get_absolute_url())]
    pages += [client.get("/en/account/notices/").content.decode(), f"{sent.subject} {sent.body}"]
    pages += [signed_in(judge).get("/en/account/").content.decode()]
    assert [page for page in pages if "Zanzibar" in page] == []
    assert "Something that is not public at the moment" in pages[0]
    owner = admin_of(listing.organisation)
    mine = report_wrong_fact(actor=Actor.person(owner), subject=listing, fact=FACT, source="", now=now)
    assert "Zanzibar" in signed_in(owner).get(mine.get_absolute_url()).content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same_at_one_row_and_at_twenty(
    rows: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for n in range(rows):
        make_report(fact=f"{FACT} {n}")
    client = signed_in(editor())
    client.get("/en/corrections/")
    with django_assert_max_num_queries(12):
        page = client.get("/en/corrections/").content.decode()
    assert page.count("<tr data-row") == rows
