"""A case from the first file to its end: who may do what, what the level becomes, who hears of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import TestCase
from django.utils import timezone

from hub.accounts.levels import level_of
from hub.accounts.models import Organisation
from hub.accounts.services.organisations import add_identifier, edit_organisation, lock_as_admin
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.files.models import private_storage
from hub.notifications.models import Notice
from hub.outbox.services import drain
from hub.verification.enums import CaseState
from hub.verification.models import VerificationCase
from hub.verification.services.cases import add_evidence, approve_case, open_case, remove_evidence
from hub.workflow.errors import GuardsUnmet, NotAllowed, WrongState
from hub.workflow.services import fire
from hub.workflow.timekeeping import send_due_reminders, take_due_steps
from tests.factories.accounts import actor_for, admin_of, make_organisation, signed_in
from tests.factories.uploads import make_pdf, upload
from tests.factories.verification import make_case, make_verifier

pytestmark = pytest.mark.django_db


def test_nobody_decides_on_their_own_check() -> None:
    checker = make_verifier()
    case = make_case(state="checked", checker=checker)
    with pytest.raises(NotAllowed):
        approve_case(actor=Actor.person(checker), case=case, now=timezone.now(), reasons="Mine.")
    case.refresh_from_db()
    assert (case.state, case.organisation.verification_level) == ("checked", 0)


def test_an_approval_gives_the_level_until_its_day_and_tells_the_administrators() -> None:
    organisation, now = make_organisation(), timezone.now()
    until = now + timedelta(days=200)
    case = make_case(organisation, state="approved", level_given=1, valid_until=until, now=now)
    organisation.refresh_from_db()
    assert (organisation.verification_level, organisation.verified_until) == (1, until)
    assert (case.evidence_kinds, case.level_given, case.reasons) == (["register"], 1, "All agrees.")
    assert level_of(organisation, until - timedelta(seconds=1)) == 1
    assert level_of(organisation, until) == 0
    drain("mail")
    assert Notice.objects.get(kind="verification.approved").reader == admin_of(organisation)


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ({"level_given": 3}, "at most the level that was asked for"),
        ({"valid_until": timezone.now() - timedelta(days=1)}, "must lie in the future"),
        ({"valid_until": timezone.now() + timedelta(days=1000)}, "must lie in the future"),
    ],
)
def test_a_decision_beyond_the_rules_changes_nothing(decision: dict[str, object], words: str) -> None:
    case = make_case(state="checked")
    acts = Activity.objects.count()
    with pytest.raises(GuardsUnmet, match=words):
        approve_case(actor=Actor.person(make_verifier()), case=case, now=timezone.now(), reasons="x", **decision)
    case.refresh_from_db()
    assert (case.state, Organisation.objects.get(pk=case.organisation_id).verification_level) == ("checked", 0)
    assert Activity.objects.count() == acts + 2  # a verifier was proposed and confirmed


def test_what_a_level_needs_is_asked_for_before_it_is_submitted() -> None:
    organisation, now = make_organisation(), timezone.now()
    case = open_case(actor=actor_for(organisation), organisation=organisation, level=3, now=now)
    with pytest.raises(GuardsUnmet) as unmet:
        fire(case, "submit", actor_for(organisation), now)
    assert len(unmet.value.reasons) == 2
    case.refresh_from_db()
    assert case.state == "draft"


def test_the_clock_ends_a_verification_and_reminds_before_once_each() -> None:
    organisation, now = make_organisation(), timezone.now()
    until = now + timedelta(days=100)
    case = make_case(organisation, state="approved", valid_until=until, now=now)
    sent = []
    for days in (61, 60, 59, 30, 7, 6, 1):
        moment = until - timedelta(days=days)
        sent.append(send_due_reminders(now=moment))
        assert take_due_steps(now=moment) == 0
    assert sent == [0, 1, 0, 1, 1, 0, 0]
    assert take_due_steps(now=until) == 1
    assert take_due_steps(now=until) == 0
    case.refresh_from_db()
    organisation.refresh_from_db()
    assert (case.state, organisation.verification_level) == (CaseState.EXPIRED, 0)
    assert Activity.objects.get(verb="verification.expired").actor_kind == "clock"


def test_a_renewal_begins_with_the_former_evidence_and_takes_the_former_place() -> None:
    organisation, now = make_organisation(), timezone.now()
    former = make_case(organisation, state="approved", now=now)
    actor = actor_for(organisation)
    case = open_case(actor=actor, organisation=organisation, level=2, renews=former, now=now)
    assert [(e.kind, e.file_id) for e in case.evidence.all()] == [(e.kind, e.file_id) for e in former.evidence.all()]
    with pytest.raises(GuardsUnmet):
        open_case(actor=actor, organisation=organisation, level=3, now=now)
    organisation.refresh_from_db()
    assert organisation.verification_level == 2  # the present level stays until the decision
    fire(case, "submit", actor, now)
    checker = Actor.person(make_verifier())
    fire(case, "start_check", checker, now)
    fire(case, "report", checker, now, findings="Same.")
    approve_case(actor=Actor.person(make_verifier()), case=case, now=now + timedelta(days=1), reasons="Same.")
    former.refresh_from_db()
    organisation.refresh_from_db()
    assert (former.state, case.state, organisation.verification_level) == ("ended", "approved", 2)
    assert former.end_cause == "renewal"
    drain("mail")
    assert not Notice.objects.filter(kind="verification.ended").exists()


def test_changing_checked_facts_ends_the_case() -> None:
    organisation = make_organisation("Before")
    case = make_case(organisation, state="approved")
    edit_organisation(
        actor=actor_for(organisation),
        organisation=organisation,
        details={"name_en": "After"},
        gives_up_level=True,
        now=timezone.now(),
    )
    case.refresh_from_db()
    organisation.refresh_from_db()
    assert (case.state, organisation.verification_level, organisation.name_en) == ("ended", 0, "After")
    assert (case.reasons, case.end_cause) == ("All agrees.", "facts")
    page = signed_in(admin_of(organisation)).get(case.get_absolute_url()).content.decode()
    assert "The organisation changed data that had been checked." in page
    assert "All agrees." in page


def rename(organisation: Organisation) -> None:
    actor, details = actor_for(organisation), {"name_en": "Dishonest Ltd"}
    edit_organisation(actor=actor, organisation=organisation, details=details, now=timezone.now())


def add_number(organisation: Organisation) -> None:
    actor, now = actor_for(organisation), timezone.now()
    add_identifier(actor=actor, organisation=organisation, scheme="other", country="SG", value="FAKE999", now=now)


@pytest.mark.parametrize("change", [rename, add_number])
@pytest.mark.parametrize(("state", "step"), [("in_check", "report"), ("checked", "approve")])
def test_no_level_is_given_to_facts_that_nobody_checked(
    change: Callable[[Organisation], None], state: str, step: str
) -> None:
    organisation, checker, now = make_organisation("Honest Ltd"), make_verifier(), timezone.now()
    case = make_case(organisation, state=state, checker=checker)
    change(organisation)
    by = Actor.person(checker if step == "report" else make_verifier())
    with pytest.raises(GuardsUnmet, match="changed its data since it was submitted"):
        fire(case, step, by, now, findings="Agrees.", reasons="Fine.")
    organisation.refresh_from_db()
    case.refresh_from_db()
    assert (case.state, organisation.verification_level) == (state, 0)
    page = signed_in(by.someone).get(f"/en/desk/verification/{case.public_id}/").content.decode()
    assert "Dishonest Ltd" in page or "FAKE999" in page
    assert "The organisation changed its data since it was submitted" in page
    fire(case, "return", by, now, reasons="Submit it again.")
    fire(case, "submit", actor_for(organisation), now)
    assert "Dishonest Ltd" in str(case.facts) or "FAKE999" in str(case.facts)


def test_a_level_of_contact_rests_on_the_ways_to_reach_them() -> None:
    organisation = make_organisation(website="https://honest.example/")
    case = make_case(organisation, state="checked", level=1)
    details = {"website": "https://dishonest.example/"}
    edit_organisation(actor=actor_for(organisation), organisation=organisation, details=details, now=timezone.now())
    with pytest.raises(GuardsUnmet, match="changed its data"):
        approve_case(actor=Actor.person(make_verifier()), case=case, now=timezone.now(), reasons="Fine.")


@pytest.mark.parametrize("field", ["website", "phone"])
def test_a_way_to_reach_them_that_changed_ends_the_level_of_contact(field: str) -> None:
    known = {"website": "https://honest.example/", "phone": "+6561234567"}
    organisation = make_organisation(**known)
    case = make_case(organisation, state="approved", level=1)
    client, edit = signed_in(admin_of(organisation)), f"/en/organisations/{organisation.public_id}/edit/"
    page = client.get(edit).content.decode()
    assert "its names, kind, country, website and telephone were checked" in page
    told = {name: getattr(organisation, name) for name in ("kind", "name_en", "name_zh", "country")}
    form = told | known | {field: {"website": "https://other.example/", "phone": ""}[field]}
    refused = client.post(edit, form)
    assert list(refused.context["form"].errors) == ["gives_up_level"]
    organisation.refresh_from_db()
    assert (organisation.verification_level, getattr(organisation, field)) == (1, known[field])
    assert client.post(edit, form | {"gives_up_level": "on"}).status_code == 302
    organisation.refresh_from_db()
    case.refresh_from_db()
    assert (organisation.verification_level, case.state, case.end_cause) == (0, "ended", "facts")
    assert Activity.objects.filter(verb="verification.ended").count() == 1
    drain("mail")
    assert Notice.objects.filter(kind="verification.ended").exists()


def test_a_further_way_to_reach_them_and_a_higher_level_leave_the_verification_alone() -> None:
    reached, proven = make_organisation(website="https://honest.example/"), make_organisation(phone="+6561234567")
    make_case(reached, state="approved", level=1, text="first")
    make_case(proven, state="approved", level=2, text="second")
    for organisation, details in ((reached, {"phone": "+6561234567"}), (proven, {"phone": "+6567654321"})):
        edit_organisation(actor=actor_for(organisation), organisation=organisation, details=details, now=timezone.now())
        organisation.refresh_from_db()
    assert (reached.verification_level, proven.verification_level) == (1, 2)


def test_a_lower_level_than_asked_for_rests_on_the_ways_to_reach_them_too() -> None:
    organisation, now = make_organisation(website="https://honest.example/"), timezone.now()
    case, decider = make_case(organisation, state="checked", level=2), Actor.person(make_verifier())
    details = {"website": "https://dishonest.example/"}
    edit_organisation(actor=actor_for(organisation), organisation=organisation, details=details, now=now)
    with pytest.raises(GuardsUnmet, match="website or telephone changed"):
        approve_case(actor=decider, case=case, now=now, reasons="Fine.", level_given=1)
    approve_case(actor=decider, case=case, now=now, reasons="Fine.", level_given=2)


def test_a_verifier_who_ends_a_verification_leaves_the_decision_as_it_was() -> None:
    case = make_case(state="approved")
    fire(case, "end", Actor.person(make_verifier()), timezone.now(), reasons="The company was dissolved.")
    assert (case.reasons, case.end_reasons, case.end_cause) == ("All agrees.", "The company was dissolved.", "decision")
    page = signed_in(admin_of(case.organisation)).get(case.get_absolute_url()).content.decode()
    assert "The company was dissolved." in page


def test_evidence_is_changed_by_administrators_while_it_is_a_draft() -> None:
    organisation, now = make_organisation(), timezone.now()
    case = make_case(organisation, state="submitted")
    pdf = upload(make_pdf("late"), "late.pdf")
    with pytest.raises(WrongState):
        add_evidence(actor=actor_for(organisation), case=case, kind="other", upload=pdf, now=now)
    with pytest.raises(NotAllowed):
        remove_evidence(actor=Actor.person(make_verifier()), case=case, evidence_id=case.evidence.get().pk, now=now)
    assert case.evidence.count() == 1


def test_evidence_that_is_taken_out_is_gone_with_its_file_unless_another_case_shows_it() -> None:
    organisation, now = make_organisation(), timezone.now()
    actor, client = actor_for(organisation), signed_in(admin_of(organisation))
    former = make_case(organisation, state="approved", now=now)
    case = open_case(actor=actor, organisation=organisation, level=2, renews=former, now=now)
    kept = case.evidence.get()
    remove_evidence(actor=actor, case=case, evidence_id=kept.pk, now=now)
    late = add_evidence(actor=actor, case=case, kind="other", upload=upload(make_pdf("late"), "late.pdf"), now=now)
    assert kept.file
    assert late.file
    address, name = f"/en/files/{late.file.public_id}/", late.file.content.name
    assert b"".join(client.get(address).streaming_content).startswith(b"%PDF")
    with TestCase.captureOnCommitCallbacks(execute=True):
        remove_evidence(actor=actor, case=case, evidence_id=late.pk, now=now)
    assert client.get(address).status_code == 404
    assert not private_storage().exists(name)
    assert b"".join(client.get(f"/en/files/{kept.file.public_id}/").streaming_content).startswith(b"%PDF")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_verifiers_who_take_a_case_at_once_get_it_once() -> None:
    case, people = make_case(state="submitted"), [make_verifier(), make_verifier()]
    gate, outcomes = threading.Barrier(2), []

    def take(person: object) -> None:
        gate.wait()
        try:
            fire(VerificationCase.objects.get(pk=case.pk), "start_check", Actor.person(person), timezone.now())  # type: ignore[arg-type]
            outcomes.append("mine")
        except WrongState:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["late", "mine"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_clock_and_an_administrator_who_end_a_verification_at_once_do_not_wait_for_each_other() -> None:
    organisation, now = make_organisation("Before"), timezone.now()
    case = make_case(organisation, state="approved", now=now)
    outcomes: list[str] = []

    def expire() -> None:
        try:
            fire(VerificationCase.objects.get(pk=case.pk), "expire", Actor.clock(), now + timedelta(days=800))
        except WrongState:
            outcomes.append("late")
        finally:
            connection.close()

    clock = threading.Thread(target=expire)
    with transaction.atomic():
        actor, details = actor_for(organisation), {"name_en": "After"}
        lock_as_admin(actor, organisation)
        clock.start()
        clock.join(timeout=0.5)  # it waits for the organisation, not with the case in its hands
        edit_organisation(actor=actor, organisation=organisation, details=details, gives_up_level=True, now=now)
    clock.join()
    case.refresh_from_db()
    assert (outcomes, case.state, case.end_cause) == (["late"], "ended", "facts")
