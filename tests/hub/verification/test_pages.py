"""The pages of verification: the organisation's, the desk's, everybody's."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.accounts.levels import level_of
from hub.activity.models import Activity
from hub.verification.models import VerificationCase
from tests.factories.accounts import admin_of, make_member, make_organisation, make_user, signed_in
from tests.factories.uploads import make_pdf, upload
from tests.factories.verification import make_case, make_verifier

pytestmark = pytest.mark.django_db


def test_the_whole_way_in_the_browser() -> None:
    organisation = make_organisation("Meridian Optics", website="https://m.example/")
    admin = signed_in(admin_of(organisation))
    base = f"/en/organisations/{organisation.public_id}/"
    admin.post(base + "numbers/", {"scheme": "other", "country": "SG", "value": "201912345K"})
    there = admin.post(base + "verification/", {"level": "2"})["Location"]
    case = VerificationCase.objects.get()
    assert there == f"/en/verification/{case.public_id}/"
    wrong = admin.post(there + "evidence/", {"kind": "register", "link": "", "issuer": "", "issued_date": "2199-01-01"})
    assert wrong.status_code == 422
    assert "This day is still to come" in wrong.content.decode()
    given = {"kind": "register", "issuer": "ACRA", "upload": upload(make_pdf("x"), "extract.pdf")}
    assert admin.post(there + "evidence/", given).status_code == 302
    acts = f"/en/acts/verification/{case.public_id}/"
    assert admin.post(acts + "submit/").status_code == 302
    checker, decider = signed_in(make_verifier()), signed_in(make_verifier())
    assert checker.post(acts + "start_check/")["Location"] == f"/en/desk/verification/{case.public_id}/"
    assert checker.post(acts + "report/", {"findings": ""}).status_code == 422
    checker.post(acts + "report/", {"findings": "Agrees."})
    assert checker.post(acts + "approve/", {}).status_code == 403
    page = decider.get(f"/en/desk/verification/{case.public_id}/").content.decode()
    assert "you can decide, because you did not check it" in page
    late = {"level_given": "2", "valid_until": "2999-01-01", "reasons": "Fine."}
    assert decider.post(acts + "approve/", late).status_code == 422
    day = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1).isoformat()
    assert decider.post(acts + "approve/", late | {"valid_until": day}).status_code == 302
    organisation.refresh_from_db()
    assert level_of(organisation, timezone.now()) == 2
    public = signed_in(None).get(base).content.decode()
    assert "Level 2: Documents checked" in public
    assert "Register extract or licence" in public
    assert "extract.pdf" not in public


def read(client: Client, path: str) -> int:
    """Download to the end, as a browser does."""
    answer = client.get(path)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    return answer.status_code


def test_evidence_is_seen_by_members_and_verifiers_and_each_look_of_staff_is_kept() -> None:
    organisation = make_organisation()
    case = make_case(organisation, state="submitted")
    evidence = case.evidence.select_related("file").get()
    direct = f"/en/files/{evidence.file.public_id}/"
    desk = f"/en/desk/verification/{case.public_id}/"
    assert read(signed_in(make_member(organisation)), direct) == 200
    verifier = make_verifier()
    client = signed_in(verifier)
    assert client.get(direct).status_code == 404  # from the desk only, where it is recorded
    assert Activity.objects.filter(verb__startswith="verification.", actor_user=verifier).count() == 0
    assert client.get(desk).status_code == 200
    assert client.get(desk).status_code == 200
    assert read(client, desk + f"evidence/{evidence.pk}/") == 200
    verbs = Activity.objects.filter(actor_user=verifier, verb__startswith="verification.").values_list(
        "verb", flat=True
    )
    assert list(verbs.order_by("id")) == ["verification.case_opened", "verification.evidence_opened"]
    for stranger in (make_user(), admin_of(make_organisation())):
        other = signed_in(stranger)
        assert other.get(direct).status_code == 404
        assert other.get(desk + f"evidence/{evidence.pk}/").status_code == 404
        assert other.get(desk).status_code == 403
        assert other.get(f"/en/verification/{case.public_id}/").status_code == 404


def test_a_draft_is_nobody_elses() -> None:
    case = make_case()
    client = signed_in(make_verifier())
    assert client.get(f"/en/desk/verification/{case.public_id}/").status_code == 404
    assert client.get(f"/en/verification/{case.public_id}/").status_code == 404


def test_verifiers_do_not_judge_their_own() -> None:
    organisation = make_organisation()
    case = make_case(organisation, state="submitted")
    member = make_member(organisation, roles=("verifier",))  # type: ignore[arg-type]
    client = signed_in(member)
    assert client.get(f"/en/desk/verification/{case.public_id}/").status_code == 403
    assert client.post(f"/en/acts/verification/{case.public_id}/start_check/").status_code == 403
    assert "0 cases wait" in client.get("/en/desk/verification/").content.decode()


def test_names_of_verifiers_stay_inside() -> None:
    organisation = make_organisation()
    checker = make_verifier()
    checker.name = "Shen Zhixing"
    checker.save()
    case = make_case(organisation, state="approved", checker=checker)
    inside = signed_in(admin_of(organisation)).get(f"/en/verification/{case.public_id}/").content.decode()
    assert "Shen Zhixing" not in inside
    assert "Agrees with the register." not in inside
    assert "A verifier of the association" in inside


def test_twenty_cases_cost_what_one_costs() -> None:
    client = signed_in(make_verifier())
    counts = []
    for more in (1, 19):
        for _n in range(more):
            make_case(state="submitted")
        client.get("/en/desk/verification/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/desk/verification/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_verification_means_is_public(language: str) -> None:
    page = signed_in(None).get(f"/{language}/organisations/verification/")
    assert page.status_code == 200
    assert page.content.decode().count('id="level-') == 4
