"""A list through the browser: checked, shown, applied in the background, with its report."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hub.accounts.enums import Role
from hub.activity.models import Activity
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
