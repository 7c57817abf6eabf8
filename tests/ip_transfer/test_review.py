"""The desk: scoring, deciding, and who is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.listings.scoring import verdict
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from hub.workflow.errors import NotAllowed, WrongState
from hub.workflow.services import check, fire
from ip_transfer.models import TransferListing, TransferReview
from ip_transfer.services.listings import edit_listing
from ip_transfer.services.reviews import score_listing
from tests.factories.accounts import actor_for, admin_of, make_member, make_organisation, make_user, signed_in
from tests.factories.standards import GOOD_SCORES, make_listing, make_standard
from tests.ip_transfer.forms_given import SCORES

pytestmark = pytest.mark.django_db
CANARY = "Zanzibar canary 7741"


def judge(*roles: Role) -> Any:
    return signed_in(make_user(roles=roles or (Role.REVIEWER, Role.PUBLISHER)))


def act(client: Any, listing: TransferListing, name: str, **form: str) -> Any:
    return client.post(f"/en/acts/technology/{listing.public_id}/{name}/", form)


def state_of(listing: TransferListing) -> str:
    listing.refresh_from_db()
    return str(listing.state)


def test_a_case_is_taken_scored_and_published_by_two_people() -> None:
    listing = make_listing(state="submitted")
    both, publisher = judge(), judge(Role.PUBLISHER)
    case = f"/en/desk/review/{listing.public_id}/"
    assert act(both, listing, "start_review")["Location"] == case
    assert act(publisher, listing, "publish").status_code == 409
    assert both.post(case, SCORES)["Location"] == case
    assert SCORES["comment"] in both.get(case).content.decode()
    assert act(both, listing, "publish").status_code == 403  # who judged it does not publish it
    assert state_of(listing) == "in_review"
    assert act(publisher, listing, "publish")["Location"] == "/en/desk/review/"
    assert state_of(listing) == "published"
    assert listing.published_at is not None
    verbs = list(Activity.objects.order_by("id").values_list("verb", flat=True))
    assert verbs[-3:] == ["listing.review_started", "listing.scored", "listing.published"]
    assert signed_in(None).get(f"/en/technology/{listing.public_id}/").status_code == 200


ALL = ("clarity", "evidence", "advantage", "standard")


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ((3, 3, 2, 2), "publish"),
        ((5, 5, 5, 0), "hold"),
        ((3, 2, 2, 2), "hold"),
        ((5, 0, 0, 0), "hold"),
        ((1, 1, 1, 1), "reject"),
        ((0, 0, 0, 0), "reject"),
    ],
)
def test_scores_decide_what_may_become_of_it(given: tuple[int, ...], verdict: str) -> None:
    listing = make_listing(state="in_review")
    client, publisher = judge(Role.REVIEWER), judge(Role.PUBLISHER)
    client.post(f"/en/desk/review/{listing.public_id}/", {**SCORES, **dict(zip(ALL, given, strict=True))})
    assert str(TransferReview.objects.get().verdict) == verdict
    assert act(publisher, listing, "publish").status_code == (302 if verdict == "publish" else 409)
    if verdict != "publish":
        assert state_of(listing) == "in_review"
        assert act(client, listing, "reject").status_code == (302 if verdict == "reject" else 403)
        assert state_of(listing) == ("rejected" if verdict == "reject" else "in_review")


def test_the_reason_names_the_threshold_that_was_set(settings: Any) -> None:
    listing = make_listing(state="in_review")
    settings.HUB_LISTING_THRESHOLDS = (18, 12)
    client = judge(Role.REVIEWER)
    client.post(f"/en/desk/review/{listing.public_id}/", SCORES)
    missing = check(listing, "publish", Actor.person(make_user(roles=(Role.PUBLISHER,))), timezone.now())
    assert missing == ["The scores are too low: a sum of at least 18 and no score of 0 are needed."]


def test_the_thresholds_can_be_set(settings: Any) -> None:
    settings.HUB_LISTING_THRESHOLDS = (16, 12)
    assert [str(verdict(v)) for v in ((4, 4, 4, 4), (4, 4, 4, 3), (3, 3, 3, 2))] == ["publish", "hold", "reject"]


def test_the_last_scores_count_and_those_of_an_earlier_round_do_not() -> None:
    listing = make_listing(state="in_review")
    client, publisher = judge(Role.REVIEWER), judge(Role.PUBLISHER)
    client.post(f"/en/desk/review/{listing.public_id}/", SCORES)
    act(client, listing, "hold")
    owner = signed_in(admin_of(listing.organisation))
    act(owner, listing, "submit", published_or_filed="on")
    act(client, listing, "start_review")
    assert act(publisher, listing, "publish").status_code == 409
    assert act(client, listing, "hold").status_code == 409
    assert state_of(listing) == "in_review"
    client.post(f"/en/desk/review/{listing.public_id}/", SCORES)
    assert act(publisher, listing, "publish").status_code == 302
    assert list(TransferReview.objects.order_by("id").values_list("round", flat=True)) == [1, 2]


def test_who_judged_keeps_sight_of_what_was_judged_and_not_of_what_came_after() -> None:
    listing = make_listing(state="submitted", summary_en="Judged words.")
    reviewer = make_user(roles=(Role.REVIEWER,))
    client = signed_in(reviewer)
    act(client, listing, "start_review")
    client.post(f"/en/desk/review/{listing.public_id}/", {**SCORES, **dict.fromkeys(ALL, 1)})
    act(client, listing, "reject")
    owner = actor_for(listing.organisation)
    fire(listing, "revise", owner, timezone.now())
    form = {"title_en": CANARY, "title_zh": "", "summary_en": CANARY, "summary_zh": "", "mode": "sole"}
    asset = {"kind": "invention", "number": listing.asset.number}
    edit_listing(actor=owner, listing=listing, asset=asset, offer=form, now=timezone.now())
    case = client.get(f"/en/desk/review/{listing.public_id}/").content.decode()
    assert "Judged words." in case
    assert CANARY not in case
    assert listing.public_id in client.get("/en/desk/review/").content.decode()
    history = client.get(f"/en/technology/{listing.public_id}/versions/")
    assert (history.status_code, CANARY in history.content.decode()) == (404, False)
    assert judge(Role.REVIEWER).get(f"/en/desk/review/{listing.public_id}/").status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"clarity": "6"}, "clarity"),
        ({"clarity": "-1"}, "clarity"),
        ({"evidence": ""}, "evidence"),
        ({"comment": ""}, "comment"),
    ],
)
def test_scores_that_are_none_are_refused_beside_the_field(change: dict[str, str], field: str) -> None:
    listing = make_listing(state="in_review")
    answer = judge().post(f"/en/desk/review/{listing.public_id}/", {**SCORES, **change})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert TransferReview.objects.count() == 0


def test_scoring_is_refused_to_all_but_reviewers_of_others_and_outside_the_review() -> None:
    listing = make_listing(state="in_review")
    own = make_member(listing.organisation, roles=(Role.REVIEWER, Role.PUBLISHER))
    acts = Activity.objects.count()
    given: dict[str, Any] = {"listing": listing, "scores": GOOD_SCORES, "comment": "x", "now": timezone.now()}
    for actor in (
        actor_for(listing.organisation),
        Actor.person(own, listing.organisation),
        Actor.person(make_user(roles=(Role.AUDITOR,))),
        actor_for(make_organisation()),
        Actor.system(),
    ):
        with pytest.raises(NotAllowed):
            score_listing(actor=actor, **given)
    reviewer = Actor.person(make_user(roles=(Role.REVIEWER,)))
    for state in ("submitted", "published", "withdrawn"):
        with pytest.raises(WrongState):
            score_listing(actor=reviewer, **{**given, "listing": make_listing(state=state)})
    assert TransferReview.objects.filter(listing=listing).count() == 0
    assert Activity.objects.filter(verb="listing.scored", subject_id=listing.pk).count() == 0
    assert Activity.objects.count() > acts


def test_the_desk_lists_what_waits_longest_first_and_nothing_of_ones_own() -> None:
    first, second = (
        make_listing(state="submitted", title_en="First"),
        make_listing(state="in_review", title_en="Second"),
    )
    make_listing(title_en="A draft")
    make_listing(state="published", title_en="A published one")
    reviewer = make_user(roles=(Role.REVIEWER,))
    make_listing(make_organisation(admin=reviewer), state="submitted", title_en="My own")
    answer = signed_in(reviewer).get("/en/desk/review/")
    assert [row.drawn[0].url for row in answer.context["waiting"].rows] == [
        f"/en/desk/review/{o.public_id}/" for o in (first, second)
    ]


@pytest.mark.parametrize("path", ["/en/desk/review/", "/en/desk/review/{}/"])
def test_the_desk_is_closed_to_others(path: str) -> None:
    listing = make_listing(state="submitted", title_en=CANARY)
    url = path.format(listing.public_id)
    for user in (admin_of(listing.organisation), make_user(), make_user(roles=(Role.AUDITOR, Role.EDITOR))):
        answer = signed_in(user).get(url)
        assert answer.status_code == 403
        assert CANARY not in answer.content.decode()
        assert "This desk is for reviewers and publishers." in answer.content.decode()
    assert signed_in(None).get(url).status_code == 302


def test_a_draft_is_no_case() -> None:
    listing = make_listing(title_en=CANARY)
    answer = judge().get(f"/en/desk/review/{listing.public_id}/")
    assert answer.status_code == 404
    assert CANARY not in answer.content.decode()


def test_an_unknown_step_is_404_and_a_get_is_no_step() -> None:
    listing = make_listing(standard=make_standard())
    client = signed_in(admin_of(listing.organisation))
    assert act(client, listing, "sell").status_code == 404
    assert client.get(f"/en/acts/technology/{listing.public_id}/submit/")["Location"].endswith("/check/")
    assert state_of(listing) == "draft"


def test_the_owner_withdraws_and_revises() -> None:
    listing = make_listing(state="published")
    client = signed_in(admin_of(listing.organisation))
    assert act(client, listing, "withdraw")["Location"] == f"/en/technology/{listing.public_id}/"
    assert signed_in(None).get(f"/en/technology/{listing.public_id}/").status_code == 404
    act(client, listing, "revise")
    assert state_of(listing) == "draft"


def mails_after(listing: TransferListing) -> list[tuple[str, str]]:
    mail.outbox.clear()
    drain("mail")
    return sorted((m.to[0], m.subject) for m in mail.outbox)


def test_reviewers_hear_of_a_submission_and_owners_of_the_decision_each_once_in_their_language() -> None:
    reviewer = make_user(roles=(Role.REVIEWER,), email="reviewer@example.org", language="zh-hans")
    make_user(roles=(Role.AUDITOR,))
    owner = make_user(email="owner@example.org")
    listing = make_listing(make_organisation(admin=owner), standard=make_standard(), title_zh="干法电极")
    drain()
    act(signed_in(owner), listing, "submit", published_or_filed="on")
    ((to, subject),) = mails_after(listing)
    assert to == reviewer.email
    assert "干法电极" in subject or "Dry electrode coating" in subject
    assert "For review" not in subject
    client = judge(Role.REVIEWER)
    act(client, listing, "start_review")
    assert mails_after(listing) == []
    client.post(f"/en/desk/review/{listing.public_id}/", {**SCORES, "comment": "Name the solvent."})
    act(client, listing, "hold")
    assert mails_after(listing) == [("owner@example.org", "Returned for changes: Dry electrode coating")]
    assert "Name the solvent." in mail.outbox[0].body


def test_people_are_told_once_even_when_the_effect_runs_twice() -> None:
    owner = make_user(email="owner@example.org")
    listing = make_listing(make_organisation(admin=owner), state="published")
    drain("mail")
    told = [m for m in mail.outbox if m.to == ["owner@example.org"]]
    assert [m.subject for m in told] == ["Published: Dry electrode coating"]
    OutboxMessage.objects.filter(kind="ip_transfer.tell").update(state="pending")
    mail.outbox.clear()
    assert drain("mail") == 2  # the effects of submission and of publication, done again
    assert mail.outbox == []
    assert str(listing.state) == "published"


def test_the_owner_reads_whose_work_a_judgement_was_and_no_reviewers_name() -> None:
    listing = make_listing(state="published")
    page = signed_in(admin_of(listing.organisation)).get(listing.get_absolute_url()).content.decode()
    history = page[page.index("data-history") :]
    assert history.count("Review desk") >= 3
    assert "Another organisation" not in history
    assert "Staff or another person" not in history
