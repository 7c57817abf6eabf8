"""The demo: made by acts, complete, the same every time, refused where it does not belong."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.utils import timezone

from hub.accounts.models import Organisation, User
from hub.activity.models import Activity
from hub.listings.enums import ListingState
from hub.outbox.services import drain
from hub.workflow.machine import machines
from ip_transfer.models import Enquiry, TransferListing
from search.models import SavedSearch
from search.questions.totals import list_questions
from search.saved.alerts import run_due
from search.saved.queries import count_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded(settings: Any, tmp_path: Path) -> str:
    settings.HUB_VAR = tmp_path
    out = io.StringIO()
    call_command("seed_demo", scale=3, stdout=out)
    return out.getvalue()


def test_every_state_of_the_demo_was_reached_by_an_act(seeded: str) -> None:
    for machine in machines:
        kind = ContentType.objects.get_for_model(machine.model)
        initial = machine.model._meta.get_field(machine.state_field).get_default()
        for obj in machine.model._default_manager.all():
            state = getattr(obj, machine.state_field)
            acts = Activity.objects.filter(subject_type=kind, subject_id=obj.pk)
            reached = (state == initial and acts.exists()) or acts.filter(data__to=state).exists()
            assert reached, f"{obj} is {state} without an act"


def test_the_demo_shows_every_stage_of_review(seeded: str) -> None:
    states = set(TransferListing.objects.values_list("state", flat=True))
    assert states == set(ListingState.values) - {"withdrawn", "merged"}
    assert set(Enquiry.objects.values_list("state", flat=True)) >= {"new", "answered", "refused"}


def test_acts_of_the_demo_have_different_authors(seeded: str) -> None:
    authors = Activity.objects.exclude(actor_user=None).values_list("actor_user__email", flat=True).distinct()
    assert {"hanze@demo.example", "reviewer@demo.example", "editor@demo.example", "approver@demo.example"} <= set(
        authors
    )


def test_sign_ins_are_kept_for_the_owner_of_the_folder_only(seeded: str, settings: Any) -> None:
    file = Path(settings.HUB_VAR) / "demo-accounts.txt"
    assert file.stat().st_mode & 0o777 == 0o600
    line = next(line for line in file.read_text().splitlines() if "hanze@demo.example" in line)
    user = User.objects.get(email="hanze@demo.example")
    assert user.check_password(line.split()[1])
    assert "hanze@demo.example" in seeded


def test_scale_adds_that_many_listings_with_the_same_texts(seeded: str) -> None:
    titles = list(
        TransferListing.objects.filter(title_en__startswith="Improved")
        .order_by("id")
        .values_list("title_en", flat=True)
    )
    assert len(titles) == 3
    assert titles[0].endswith("process no. 1")


def test_seeding_again_changes_nothing(seeded: str) -> None:
    before = (Organisation.objects.count(), Activity.objects.count())
    call_command("seed_demo", stdout=io.StringIO())
    assert (Organisation.objects.count(), Activity.objects.count()) == before


def test_demo_is_refused_where_it_is_off(settings: Any) -> None:
    settings.HUB_DEMO = False
    with pytest.raises(CommandError, match="refused"):
        call_command("seed_demo", stdout=io.StringIO())
    assert not Organisation.objects.exists()


def test_what_people_keep_finds_something_and_counts_it_as_known(seeded: str) -> None:
    for saved in SavedSearch.objects.select_related("owner"):
        total, new = count_now(saved, saved.owner)
        assert total, saved
        assert not new, saved
    assert SavedSearch.objects.count() == 3
    drain("search")
    assert run_due(now=timezone.now()) == 0


def test_the_desk_of_the_search_has_questions_to_show(seeded: str) -> None:
    missed = list_questions(today=timezone.now().date(), days=30, only_without_hits=True)
    assert "氢能储运" in [question.text for question in missed]
