"""Editors keep the terms of the search: who may, what is refused, tables out and in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.activity.words import word_for
from search.lexicon.exchange import TableError, plan
from search.models import Term
from tests.cms.pages import signed_in
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    Term.objects.all().delete()
    return signed_in(Role.EDITOR)


def send(desk: Client, url: str, english: str = "", chinese: str = "", **more: Any) -> Any:
    return desk.post(url, {"forms_en": english, "forms_zh": chinese, "note": "", "is_active": "on", **more})


def test_an_editor_adds_changes_and_deletes_a_term_and_the_log_knows(desk: Client) -> None:
    send(desk, reverse("term:add"), " widget\r\ngizmo \r\n\r\nwidget", "小部件", note="<b>n</b>")
    term = Term.objects.get()
    assert (term.english, term.chinese, str(term)) == (["widget", "gizmo"], ["小部件"], "widget · 小部件")
    assert "widget, gizmo" in desk.get(reverse("term:index"), {"q": "gizm"}).content.decode()
    assert "widget, gizmo" not in desk.get(reverse("term:index"), {"is_active": "false"}).content.decode()
    send(desk, reverse("term:edit", args=[term.pk]), "widget", "小部件\n小零件")
    assert Term.objects.get().chinese == ["小部件", "小零件"]
    desk.post(reverse("term:delete", args=[term.pk]))
    assert not Term.objects.exists()
    verbs = list(Activity.objects.filter(actor_kind="person").order_by("id").values_list("verb", flat=True))
    assert verbs == ["term.created", "term.changed", "term.deleted"]
    assert word_for("term.created") == "added the search term"


@pytest.mark.parametrize(
    ("english", "chinese", "words"),
    [
        ("", "", "two forms at least"),
        ("widget", "", "two forms at least"),
        ("widget\nwidgets", "", "says the same to the search"),
        ("Taken", "小部件", "belongs to the term “taken · 已用词语” already"),
        ("widget", "已用词語", "belongs to the term"),
        ("x" * 81, "小部件", "is longer than 80 characters"),
        ("<script>", "小部件", "angle brackets"),
    ],
)
def test_what_is_refused_is_told(desk: Client, english: str, chinese: str, words: str) -> None:
    Term.objects.create(forms_en="taken", forms_zh="已用词语")
    text = send(desk, reverse("term:add"), english, chinese).content.decode()
    assert words in text
    assert "<script>" not in text.partition("<textarea")[2].partition("</textarea>")[0]
    assert Term.objects.count() == 1


def test_a_term_keeps_its_own_forms(desk: Client) -> None:
    term = Term.objects.create(forms_en="widget", forms_zh="小部件")
    send(desk, reverse("term:edit", args=[term.pk]), "widget\ngadget", "小部件")
    assert Term.objects.get().english == ["widget", "gadget"]


@pytest.mark.parametrize("role", [None, Role.REVIEWER, Role.VERIFIER])
def test_others_do_not_come_in(role: Role | None) -> None:
    visitor = signed_in(role) if role else signed_in()
    before = Term.objects.count()
    for name in ("term:index", "term:add", "cms-terms-in", "cms-terms-out"):
        assert visitor.get(reverse(name)).status_code == 302
    send(visitor, reverse("term:add"), "widget", "小部件")
    visitor.post(reverse("cms-terms-in"), {"table": "en,zh\nwidget,小部件\n", "sure": "1"})
    assert Term.objects.count() == before


TABLE = "en,zh,note,active\nwidget|gizmo,小部件,new,yes\ntaken|used,已用词语,,no\nalike,同样的,,yes\n中文,小物件,,\n"


def test_a_table_is_shown_before_it_is_taken_in(desk: Client) -> None:
    Term.objects.create(forms_en="taken", forms_zh="已用词语")
    Term.objects.create(forms_en="alike", forms_zh="同样的")
    file = SimpleUploadedFile("terms.csv", ("\ufeff" + TABLE).encode())
    text = desk.post(reverse("cms-terms-in"), {"file": file}).content.decode()
    for words in ("2 terms would be saved", "1 row says nothing new", "1 row is refused", "Save 2 terms"):
        assert words in text
    assert Term.objects.count() == 2
    desk.post(reverse("cms-terms-in"), {"table": TABLE, "sure": "1"})
    kept = {term.english[0]: (term.english[1:], term.is_active) for term in Term.objects.all()}
    assert kept == {"widget": (["gizmo"], True), "taken": (["used"], False), "alike": ([], True)}
    assert set(Activity.objects.filter(actor_kind="person").values_list("verb", flat=True)) == {
        "term.created",
        "term.changed",
    }


def test_what_goes_out_comes_in_again(desk: Client) -> None:
    Term.objects.create(forms_en="taken\nused", forms_zh="已用词语", note="=1+1", is_active=False)
    response = desk.get(reverse("cms-terms-out"))
    text = b"".join(response).decode()
    assert "taken|used,已用词语,'=1+1,no" in text
    assert [(row.faults, row.is_new) for row in plan(text)] == [([], False)]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose a file or paste a table"),
        ({"table": "a,b\n1,2\n"}, "must name the columns en and zh"),
        ({"file": SimpleUploadedFile("t.csv", "术语".encode("gb18030"))}, "not UTF-8"),
    ],
)
def test_what_is_no_table_is_told(desk: Client, sent: dict[str, Any], words: str) -> None:
    assert words in desk.post(reverse("cms-terms-in"), sent).content.decode()


def test_rows_of_one_table_do_not_share_a_form_and_do_not_join_two_terms() -> None:
    Term.objects.all().delete()
    Term.objects.create(forms_en="one", forms_zh="第一个")
    Term.objects.create(forms_en="two", forms_zh="第二个")
    planned = plan("en,zh\nnew,新词语\nnew,其他词\none|two,合并词\n")
    assert [bool(row.faults) for row in planned] == [False, True, True]
    with pytest.raises(TableError):
        plan("en,zh\n" + "a,b\n" * 5001)


def test_the_room_speaks_chinese() -> None:
    client = Client()
    client.force_login(make_user(roles=(Role.EDITOR,), language="zh-hans"))
    text = client.get(reverse("term:index"), {"q": "SEP"}).content.decode()
    assert "标准必要专利" in text
    assert "英文形式" in text
