"""A list through the browser: checked, shown, applied in the background, with its report."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hub.accounts.enums import Role
from hub.accounts.models import RoleGrant
from hub.activity.models import Activity
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from hub.standards.models import ImportRun, Standard
from tests.factories.accounts import make_user, signed_in
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db
LIST = "number,title_en,status\r\nRFC 1,Host software,\r\nRFC 2,Host,nonsense\r\nRFC 3,Conventions,\r\n"


@pytest.fixture
def editor() -> Client:
    return signed_in(make_user(roles=(Role.EDITOR,)))


def hand_in(editor: Client, content: bytes | str = LIST, name: str = "list.csv"):
    data = content.encode() if isinstance(content, str) else content
    return editor.post("/en/standards/desk/imports/", {"file": SimpleUploadedFile(name, data, "text/csv")})


def test_a_list_is_checked_shown_and_applied(editor: Client) -> None:
    make_standard("RFC 3", title_en="Documentation conventions", title_zh="")
    before = Activity.objects.filter(verb__startswith="standard.").count()
    url = hand_in(editor)["Location"]
    assert 'http-equiv="refresh"' in editor.get(url).content.decode()
    drain("default")
    page = editor.get(url).content.decode()
    assert "What would happen" in page
    assert "the status “nonsense” is not known" in page
    assert "Title in English" in page
    run = ImportRun.objects.get()
    assert (run.state, run.counts) == ("checked", {"created": 1, "refused": 1, "changed": 1})
    assert Standard.objects.count() == 1
    assert Activity.objects.filter(verb__startswith="standard.").count() == before
    editor.post(f"{url}act/", {"act": "apply"})
    drain("default")
    run.refresh_from_db()
    assert (run.state, run.counts) == ("done", {"created": 1, "refused": 1, "changed": 1})
    assert set(Standard.objects.values_list("number", "title_en")) == {
        ("RFC 1", "Host software"),
        ("RFC 3", "Conventions"),
    }
    report = editor.get(f"{url}report/").content.decode("utf-8-sig").splitlines()
    assert report[0] == "row,number,outcome,fields,reason"
    assert report[1] == "1,RFC 1,created,,"
    assert report[3].startswith("3,RFC 3,changed,title_en")
    act = Activity.objects.get(verb="standard.updated")
    assert act.actor_user == run.started_by


def test_a_long_list_goes_in_chunks_that_a_second_worker_does_not_repeat(editor: Client) -> None:
    rows = "".join(f"RFC {n},Title {n}\r\n" for n in range(1, 1101))
    url = hand_in(editor, f"number,title\r\n{rows}")["Location"]
    drain("default", limit=1)
    run = ImportRun.objects.get()
    assert (run.state, run.rows_done) == ("checking", 500)
    drain("default")
    editor.post(f"{url}act/", {"act": "apply"})
    drain("default")
    run.refresh_from_db()
    assert (run.state, run.rows_done, run.counts) == ("done", 1100, {"created": 1100})
    assert len(run.report.splitlines()) == 1101
    assert Standard.objects.count() == 1100


def test_the_same_number_far_below_is_refused_before_and_when_applied(editor: Client) -> None:
    rows = "".join(f"RFC {n},Title {n}\r\n" for n in range(1, 601))
    url = hand_in(editor, f"number,title\r\n{rows}RFC 4,Other\r\n")["Location"]
    drain("default")
    checked = ImportRun.objects.get()
    editor.post(f"{url}act/", {"act": "apply"})
    drain("default")
    run = ImportRun.objects.get()
    assert checked.counts == run.counts == {"created": 600, "refused": 1}
    assert run.report.splitlines()[-1] == "601,RFC 4,refused,,row 4 has the same number"


def test_whoever_applies_a_list_stands_for_it_and_reads_its_report(editor: Client) -> None:
    url = hand_in(editor)["Location"]
    drain("default")
    second = make_user(roles=(Role.EDITOR,), language="zh-hans")
    signed_in(second).post(f"{url}act/", {"act": "apply"})
    drain("default")
    acts = Activity.objects.filter(verb="standard.imported")
    assert {act.actor_user for act in acts} == {second}
    assert "状态" in ImportRun.objects.get().report
    assert f"applied by {second}" in editor.get(url).content.decode()


def test_a_list_stops_when_its_editor_loses_the_role_and_another_takes_it_up(editor: Client) -> None:
    url = hand_in(editor)["Location"]
    drain("default")
    second = make_user(roles=(Role.EDITOR,))
    signed_in(second).post(f"{url}act/", {"act": "apply"})
    RoleGrant.objects.filter(user=second).delete()
    drain("default")
    run = ImportRun.objects.get()
    assert (run.state, run.failure, Standard.objects.count()) == ("failed", "role", 0)
    page = editor.get(url).content.decode()
    assert "Stopped after 0 of 3 rows" in page
    assert "Whoever applied it no longer works at the editing desk." in page
    editor.post(f"{url}act/", {"act": "retry"})
    drain("default")
    run.refresh_from_db()
    assert (run.state, run.failure, run.applied_by, Standard.objects.count()) == ("done", "", run.started_by, 2)
    assert editor.post(f"{url}act/", {"act": "retry"}).status_code == 409


def test_a_list_that_cannot_be_stored_stops_and_is_discarded(editor: Client) -> None:
    url = hand_in(editor)["Location"]
    drain("default")
    editor.post(f"{url}act/", {"act": "apply"})
    make_standard("RFC 1")
    Standard.objects.update(slug="another")  # a number that the database refuses to keep twice
    drain("default")
    run = ImportRun.objects.get()
    assert (run.state, run.failure) == ("failed", "error")
    assert not OutboxMessage.objects.filter(kind="standards.import").exclude(state="done").exists()
    editor.post(f"{url}act/", {"act": "discard"})
    run.refresh_from_db()
    assert (run.state, run.failure, Standard.objects.count()) == ("discarded", "", 1)


@pytest.mark.parametrize(("act", "state", "made"), [("retry", "done", 2), ("discard", "discarded", 0)])
def test_a_list_whose_work_was_parked_says_so_and_goes_on_or_is_discarded(
    editor: Client, act: str, state: str, made: int
) -> None:
    url = hand_in(editor)["Location"]
    drain("default")
    editor.post(f"{url}act/", {"act": "apply"})
    assert "Stopped after" not in editor.get(url).content.decode()
    assert editor.post(f"{url}act/", {"act": act}).status_code == 409
    OutboxMessage.objects.filter(kind="standards.import", state="pending").update(state="parked")
    page = editor.get(url).content.decode()
    assert "Stopped after 0 of 3 rows" in page
    assert "This page loads itself again." not in page
    editor.post(f"{url}act/", {"act": act})
    drain("default")
    assert (ImportRun.objects.get().state, Standard.objects.count()) == (state, made)
    assert "Stopped after" not in editor.get(url).content.decode()


def test_a_list_is_discarded_or_applied_once(editor: Client) -> None:
    url = hand_in(editor)["Location"]
    assert editor.post(f"{url}act/", {"act": "apply"}).status_code == 409
    drain("default")
    assert editor.post(f"{url}act/", {"act": "discard"}).status_code == 302
    assert editor.post(f"{url}act/", {"act": "apply"}).status_code == 409
    drain("default")
    assert ImportRun.objects.get().state == "discarded"
    assert not Standard.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The submitted file is empty."),
        ("code,name\r\n29,Electrical\r\n", "No column holds the numbers. Name one of them “number”."),
        ("number,title\r\n", "The file holds headings and no row."),
        ("number,title\r\nRFC 1,编号\r\n".encode("gb18030"), "The file is not UTF-8. Save it as “CSV UTF-8”."),
        (b"number,title\r\n\x00,x\r\n", "The file is no text. Save the table as CSV."),
        ("number\r\n" + "RFC 1\r\n" * 20_001, "The file has more than 20,000 rows. Split it."),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_its_field(editor: Client, content: bytes | str, words: str) -> None:
    answer = hand_in(editor, content)
    assert answer.status_code == 422
    assert words in answer.context["form"].errors["file"]
    assert not ImportRun.objects.exists()
