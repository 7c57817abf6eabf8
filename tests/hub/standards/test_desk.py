"""The editing desk: register, change, relate, add documents and steps, withdraw."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.files.models import StoredFile
from hub.standards.enums import DocumentAccess, DocumentKind
from hub.standards.models import Standard, StandardDocument, StandardRelation
from hub.standards.services.documents import add_document
from hub.workflow.errors import NotAllowed
from tests.factories.accounts import make_member, make_organisation, make_user, signed_in
from tests.factories.standards import make_standard
from tests.factories.uploads import make_pdf, upload
from tests.hub.files.hostile import make_docx

pytestmark = pytest.mark.django_db
GOOD = {
    "number": "t/zsa12-2026", "title_zh": "干法电极", "title_en": "Dry electrodes", "status": "in_force", "stage_code": "60.60",
    "published_date": "2026-03-03", "ics": "29.220.99", "text_languages": ["zh", "en"],
}  # fmt: skip


@pytest.fixture
def editor() -> Client:
    return signed_in(make_user(roles=(Role.EDITOR,)))


def register(editor: Client, **changes: Any) -> Any:
    return editor.post("/en/standards/desk/new/", {**GOOD, **changes})


def test_a_standard_is_registered_with_its_number_normalised(editor: Client) -> None:
    assert register(editor)["Location"] == "/en/standards/desk/t-zsa-12-2026/"
    made = Standard.objects.get()
    assert (made.number, made.issuer, made.edition, made.ics_codes) == ("T/ZSA 12-2026", "T/ZSA", "2026", ["29.220.99"])
    assert (made.published_date, made.languages_of_text) == (date(2026, 3, 3), ["en", "zh"])
    assert Activity.objects.filter(verb="standard.registered").count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"number": ""}, "number", "Fill in: Number of the standard"),
        ({"number": "标准"}, "number", "“标准” holds no letter or digit"),
        ({"number": "desk"}, "number", "“desk” is an address of the Hub itself"),
        ({"title_zh": "", "title_en": ""}, "title_zh", "Enter a title in Chinese, in English, or both."),
        ({"title_en": "电极"}, "title_en", "This title is Chinese. Enter it in the field beside."),
        ({"ics": "29.221"}, "ics", "“29.221” is not in the ICS."),
        ({"published_date": "someday"}, "published_date", "Enter the date as 2026-03-03."),
        ({"implemented_date": "2026-05"}, "implemented_date", "Enter the whole date, such as 2026-03-03."),
        (
            {"implemented_date": "2026-01-01"},
            "implemented_date",
            "A standard takes effect on its publication date or later.",
        ),
        (
            {"stage_code": "40.20"},
            "stage_code",
            "Stages before 60 belong to drafts, the others to published standards.",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(editor: Client, changes: dict[str, str], field: str, words: str) -> None:
    answer = register(editor, **changes)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert words in [*form.errors[field], *getattr(form[field], "error_texts", [])]
    assert "Dry electrodes" in answer.content.decode() or "title_en" in changes
    assert not Standard.objects.exists()


def test_a_number_that_is_taken_leads_to_its_entry(editor: Client) -> None:
    make_standard("T/ZSA 12-2026")
    answer = register(editor)
    assert answer.status_code == 422
    assert "T/ZSA 12-2026 is in the registry already" in answer.content.decode()
    assert "/en/standards/desk/t-zsa-12-2026/edit/" in answer.content.decode()
    assert Standard.objects.count() == 1


def test_the_same_title_is_asked_about_once(editor: Client) -> None:
    make_standard("GB/T 1-2020", title_zh="干法电极")
    answer = register(editor)
    assert answer.status_code == 422
    assert "GB/T 1-2020 has the same title" in answer.content.decode()
    assert register(editor, is_another="on").status_code == 302
    assert Standard.objects.count() == 2


def test_a_new_edition_replaces_the_earlier_one(editor: Client) -> None:
    old = make_standard("T/ZSA 12-2022")
    page = editor.get(f"/en/standards/desk/new/?edition_of={old.slug}").content.decode()
    assert 'value="T/ZSA 12"' in page
    editor.post(f"/en/standards/desk/new/?edition_of={old.slug}", GOOD)
    old.refresh_from_db()
    assert (old.status, old.withdrawn_date) == ("superseded", date(2026, 3, 3))
    (relation,) = StandardRelation.objects.all()
    assert (relation.source_number, relation.kind, relation.target) == ("T/ZSA 12-2026", "replaces", old)
    assert "A newer standard takes the place" in editor.get(old.get_absolute_url()).content.decode()


def test_a_change_is_recorded_field_by_field_and_shown(editor: Client) -> None:
    register(editor)
    made = Standard.objects.get()
    form = {**GOOD, "title_en": "Dry-process electrodes", "stamp": made.updated_at.isoformat()}
    assert editor.post("/en/standards/desk/t-zsa-12-2026/edit/", form).status_code == 302
    act = Activity.objects.get(verb="standard.updated")
    assert act.data == {"changes": {"title_en": ["Dry electrodes", "Dry-process electrodes"]}}
    page = editor.get("/en/standards/t-zsa-12-2026/history/").content.decode()
    assert "Title in English: Dry electrodes → Dry-process electrodes" in page


def test_two_editors_do_not_overwrite_each_other(editor: Client) -> None:
    register(editor)
    stamp = Standard.objects.get().updated_at.isoformat()
    url = "/en/standards/desk/t-zsa-12-2026/edit/"
    assert editor.post(url, {**GOOD, "title_en": "First", "stamp": stamp}).status_code == 302
    late = editor.post(url, {**GOOD, "title_en": "Second", "stamp": stamp})
    assert late.status_code == 422
    assert "Somebody changed this entry" in late.content.decode()
    assert Standard.objects.get().title_en == "First"


def test_relations_are_added_once_and_removed(editor: Client) -> None:
    make_standard("T/ZSA 12-2026")
    url = "/en/standards/desk/t-zsa-12-2026/relations/"
    for _twice in range(2):
        answer = editor.post(url, {"kind": "adopts", "number": "iso 9001:2015", "degree": "modified"})
        assert answer.status_code == 302
    row = StandardRelation.objects.get()
    assert (row.target_number, row.degree, row.target) == ("ISO 9001:2015", "modified", None)
    assert "ISO 9001:2015" in editor.get("/en/standards/desk/broken/").content.decode()
    assert editor.post(url, {"kind": "cites", "number": "T/ZSA 12-2026"}).status_code == 422
    assert Activity.objects.filter(verb="standard.updated").count() == 1
    other = make_standard("RFC 1")
    assert editor.post(f"/en/standards/desk/{other.slug}/relations/{row.pk}/remove/").status_code == 404
    editor.post(f"{url}{row.pk}/remove/")
    assert not StandardRelation.objects.exists()


def test_relations_that_lead_nowhere_are_shown_in_pages_and_by_register(editor: Client) -> None:
    for number in range(51):
        make_standard(f"GB/T {number + 1}-2020", adopts=f"ISO {number + 1}:2015")
    make_standard("RFC 9110", replaces="RFC 7230")
    url = "/en/standards/desk/broken/"
    first = editor.get(url)
    assert len(first.context["page"]) == 50
    assert "1–50 of 52" in first.content.decode()
    assert first.context["registers"] == [("GB/T", 51), ("RFC", 1)]
    second = editor.get(first.context["older_url"])
    assert (len(second.context["page"]), second.context["older_url"]) == (2, "")
    chinese = editor.get(url, {"register": "GB/T"})
    assert chinese.context["older_url"] == f"{url}?register=GB%2FT&page=2"
    assert "RFC 7230" not in chinese.content.decode()
    only = editor.get(url, {"register": "RFC"}).content.decode()
    assert "RFC 7230" in only
    assert "ISO 1:2015" not in only
    assert editor.get(url, {"register": "\x00nonsense", "page": "x"}).context["total"] == 52
    assert editor.get("/en/standards/desk/new/", {"edition_of": "a\x00b"}).status_code == 200


def fetched(client: Client, document: StandardDocument) -> int:
    answer = client.get(f"/en/files/{document.file.public_id}/")
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


@pytest.mark.parametrize(("kind", "status"), [("draft", 302), ("explanation", 302), ("text", 422), ("errata", 422)])
def test_drafts_and_notes_may_be_office_files_and_final_texts_may_not(kind: str, status: int) -> None:
    editor = signed_in(make_member(make_organisation(), roles=(Role.EDITOR,)))
    standard = make_standard("T/ZSA 12-2026")
    form = {"file": upload(make_docx(), "draft.docx"), "kind": kind, "language": "zh", "access": "open"}
    assert editor.post(f"/en/standards/desk/{standard.slug}/documents/", form).status_code == status
    names = [d.file.original_name for d in StandardDocument.objects.all()]
    assert names == (["draft.docx"] if status == 302 else [])
    if names:
        page = signed_in(None).get(f"/en/standards/{standard.slug}/text/").content.decode()
        assert "Word document" in page
        assert fetched(signed_in(None), StandardDocument.objects.get()) == 200


def test_documents_show_their_hash_and_open_by_their_access() -> None:
    user = make_member(make_organisation(), roles=(Role.EDITOR,))
    editor, standard = signed_in(user), make_standard("T/ZSA 12-2026")
    url = f"/en/standards/desk/{standard.slug}/documents/"
    for access in ("open", "signed_in", "desk"):
        form = {"file": upload(make_pdf(access)), "kind": "text", "language": "zh", "access": access}
        assert editor.post(url, form).status_code == 302
    documents = {d.access: d for d in StandardDocument.objects.all()}
    page = signed_in(None).get(f"/en/standards/{standard.slug}/text/").content.decode()
    assert all(d.file.sha256 in page for d in documents.values())
    people = {"visitor": signed_in(None), "reader": signed_in(make_user()), "editor": editor}
    found = {
        (who, access): fetched(client, document)
        for who, client in people.items()
        for access, document in documents.items()
    }
    assert found == {
        ("visitor", "open"): 200, ("visitor", "signed_in"): 404, ("visitor", "desk"): 404,
        ("reader", "open"): 200, ("reader", "signed_in"): 200, ("reader", "desk"): 404,
        ("editor", "open"): 200, ("editor", "signed_in"): 200, ("editor", "desk"): 200,
    }  # fmt: skip
    standard.refresh_from_db()
    assert standard.languages_of_text == ["zh"]
    editor.post(f"{url}{documents['open'].public_id}/remove/")
    assert fetched(people["visitor"], documents["open"]) == 404
    refused = editor.post(url, {"file": upload(b"text", "a.txt"), "kind": "text", "language": "zh", "access": "open"})
    assert refused.status_code == 422
    assert StandardDocument.objects.count() == 3


def test_steps_draw_the_life_line_and_set_the_stage(editor: Client) -> None:
    register(editor, number="T/ZSA 50-2027", status="draft", stage_code="10.00", published_date="")
    url = "/en/standards/desk/t-zsa-50-2027/steps/"
    editor.post(url, {"code": "20.20", "day": "2026-05-01", "note_en": "2 drafts"})
    editor.post(url, {"code": "10.99", "day": "2026-02-02"})
    made = Standard.objects.get()
    assert (made.stage_code, made.stage_since) == ("20.20", date(2026, 5, 1))
    points = editor.get("/en/standards/t-zsa-50-2027/").context["points"]
    assert [(p["label"], p["detail"], p["state"]) for p in points[:3]] == [
        ("Proposal", "2 February 2026 · Project approved", "done"),
        ("Draft", "1 May 2026 · 2 drafts", "done"),
        ("Public comment", "to come", "next"),
    ]
    assert editor.post(url, {"code": "61.00", "day": "x"}).status_code == 422


def test_a_standard_is_withdrawn_once_with_its_ground(editor: Client) -> None:
    standard = make_standard("T/ZSA 12-2026")
    url = f"/en/standards/desk/{standard.slug}/withdraw/"
    form = {"ground": "out_of_step", "note": "The process is no longer used.", "day": "2026-11-01"}
    assert editor.post(url, {**form, "note": ""}).status_code == 422
    assert editor.post(url, form)["Location"] == f"/en/standards/{standard.slug}/"
    standard.refresh_from_db()
    assert (standard.status, standard.withdrawal_ground, standard.stage_code) == ("withdrawn", "out_of_step", "95.99")
    page = editor.get(standard.get_absolute_url()).content.decode()
    assert "The process is no longer used." in page
    assert "Withdrawn since 1 November 2026" in page
    assert editor.post(url, form).status_code == 409
    assert Activity.objects.filter(verb="standard.withdrawn").count() == 1


def test_others_learn_who_grants_the_role_and_change_nothing() -> None:
    standard, client = make_standard("T/ZSA 12-2026"), signed_in(make_user())
    answer = client.post(f"/en/standards/desk/{standard.slug}/withdraw/", {"ground": "hinders", "note": "x"})
    assert answer.status_code == 403
    assert "The registry is kept by editors and publishers" in answer.content.decode()
    standard.refresh_from_db()
    assert standard.status == "in_force"


def test_everybody_reads_what_changed_and_the_desk_reads_when_to_the_minute(editor: Client) -> None:
    register(editor)
    standard = Standard.objects.get()
    for client, minutes in ((signed_in(None), False), (signed_in(make_user()), False), (editor, True)):
        page = client.get(f"/en/standards/{standard.slug}/history/").content.decode()
        history = page[page.index("data-history") :]
        assert "registered the standard" in history
        assert bool(re.search(r"<time[^>]*>[^<]*\d:\d\d", history)) == minutes
        assert ("You" in history) == minutes
    assert "registered the standard" in editor.get(f"/en/standards/desk/{standard.slug}/").content.decode()


def test_a_line_break_pasted_from_word_goes_no_further_than_the_form(editor: Client) -> None:
    register(editor, title_en="Dry\x0belectrodes", title_zh="干法\x0c电极", abstract_en="One\x0btwo\x02")
    made = Standard.objects.get()
    assert (made.title_en, made.title_zh, made.abstract_en) == ("Dry electrodes", "干法 电极", "One\ntwo")
    desk = f"/en/standards/desk/{made.slug}"
    editor.post(f"{desk}/steps/", {"code": "60.60", "day": "2026-03-03", "note_en": "2\x0bdrafts"})
    editor.post(f"{desk}/withdraw/", {"ground": "hinders", "note": "It hinders\x0bothers.", "day": "2026-11-01"})
    made.refresh_from_db()
    assert [step["note_en"] for step in made.stage_history] == ["2 drafts"]
    assert made.withdrawal_note == "It hinders\nothers."


def test_a_withdrawal_that_was_a_mistake_is_taken_back_with_its_ground_note_and_date(editor: Client) -> None:
    register(editor)
    desk = "/en/standards/desk/t-zsa-12-2026"
    editor.post(f"{desk}/withdraw/", {"ground": "hinders", "note": "It hinders others.", "day": "2026-11-01"})
    withdrawn = Standard.objects.get()
    form = {**GOOD, "stamp": withdrawn.updated_at.isoformat()}
    assert editor.post(f"{desk}/edit/", form).status_code == 302
    made = Standard.objects.get()
    assert (made.status, made.stage_code) == ("in_force", "60.60")
    assert (made.withdrawal_ground, made.withdrawal_note, made.withdrawn_date) == ("", "", None)
    changes = Activity.objects.filter(verb="standard.updated").latest("id").data["changes"]
    assert changes["withdrawal_note"] == ["It hinders others.", ""]


def test_a_step_is_one_act_and_the_same_step_twice_is_once(editor: Client) -> None:
    register(editor, number="T/ZSA 50-2027", status="draft", stage_code="20.20", published_date="")
    url = "/en/standards/desk/t-zsa-50-2027/steps/"
    for day in ("2026-05-01", "2026-06-01", "2026-06-01"):
        editor.post(url, {"code": "20.20", "day": day})
    acts = Activity.objects.filter(verb="standard.updated").order_by("id")
    assert [act.data["changes"] for act in acts] == [
        {"stage_history": ["", "20.20 2026-05-01"]},
        {"stage_history": ["", "20.20 2026-06-01"]},
    ]
    made = Standard.objects.get()
    assert (made.stage_since, len(made.stage_history)) == (date(2026, 6, 1), 2)


def test_a_step_keeps_stage_and_status_together(editor: Client) -> None:
    register(editor, number="T/ZSA 50-2027", status="draft", stage_code="20.20", published_date="")
    register(editor, title_zh="湿法电极", title_en="Wet electrodes")
    refused = editor.post("/en/standards/desk/t-zsa-50-2027/steps/", {"code": "60.60", "day": "2026-05-01"})
    assert refused.status_code == 422
    assert "This standard is a draft." in refused.context["step_form"].errors["code"][0]
    editor.post("/en/standards/desk/t-zsa-12-2026/steps/", {"code": "40.60", "day": "2026-10-01"})
    draft, published = Standard.objects.order_by("-number")
    assert (draft.stage_code, draft.stage_history) == ("20.20", [])
    assert (published.stage_code, len(published.stage_history)) == ("60.60", 1)


@pytest.mark.parametrize(("who", "refusal"), [("reader", NotAllowed), ("editor", Standard.DoesNotExist)])
def test_a_document_that_cannot_be_added_leaves_no_file(who: str, refusal: type[Exception], settings, tmp_path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}},
    }
    person = make_user(roles=(Role.EDITOR,) if who == "editor" else ())
    with pytest.raises(refusal):
        add_document(
            actor=Actor.person(person),
            organisation=make_organisation(),
            standard=Standard(pk=4711),
            upload=upload(make_pdf("x")),
            kind=DocumentKind.TEXT,
            language="en",
            access=DocumentAccess.OPEN,
            now=timezone.now(),
        )
    assert not StoredFile.objects.exists()
    assert not [found for found in tmp_path.rglob("*") if found.is_file()]
