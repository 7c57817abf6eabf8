"""The door of the editors' desk."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cms.models import NewsPage
from hub.accounts.enums import Role
from tests.cms.pages import article_form, news_index, signed_in
from tests.factories.accounts import make_user
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db


def test_strangers_are_sent_to_the_hubs_sign_in(client: Client) -> None:
    response = client.get("/cms/", follow=True)
    path, _status = response.redirect_chain[-1]
    assert path == f"{reverse('account_login')}?next=/cms/"


def test_people_without_a_role_learn_why() -> None:
    response = signed_in().get("/cms/", follow=True)
    assert response.status_code == 403
    assert "the role of editor or approver" in response.content.decode()


def test_sign_in_leads_nowhere_else() -> None:
    response = signed_in(Role.EDITOR).get("/cms/login/?next=https://elsewhere.example/")
    assert response["Location"] == "/cms/"


def test_editor_enters_and_finds_no_pages_about_people() -> None:
    desk = signed_in(Role.EDITOR)
    response = desk.get("/cms/")
    assert response.status_code == 200
    assert "ZSA Hub" in response.content.decode()
    root = signed_in(Role.SUPERUSER)
    text = root.get("/cms/").content.decode()
    assert "/cms/users/" not in text
    for closed in ("users/", "groups/", "groups/new/", "bulk/accounts/user/delete/?id=1"):
        assert root.get(f"/cms/{closed}", follow=True).status_code == 404


def test_password_recovery_is_the_hubs(client: Client) -> None:
    assert client.get("/cms/password_reset/")["Location"] == reverse("account_reset_password")


def test_editor_finds_standards_by_number_and_title() -> None:
    make_standard("T/ZSA 31-2026", title_en="Heat films", title_zh="散热膜")
    make_standard("T/ZSA 32-2026", title_en="Cells", title_zh="电池")
    desk = signed_in(Role.EDITOR)
    for words in ("31-2026", "散热", "Heat"):
        text = desk.get(reverse("standard_chooser:choose_results"), {"q": words}).content.decode()
        assert "T/ZSA 31-2026" in text
        assert "T/ZSA 32-2026" not in text


def test_the_desks_account_page_holds_the_look_alone_and_leads_to_the_profile() -> None:
    desk = signed_in(Role.EDITOR)
    text = desk.get("/cms/account/").content.decode()
    assert reverse("account-profile") in text
    for gone in ("first_name", "last_name", "preferred_language", "avatar-avatar", "submitted_notifications"):
        assert gone not in text
    assert desk.post("/cms/account/", {"theme-theme": "dark", "theme-density": "default"}).status_code in {200, 302}
    assert signed_in().get("/cms/account/").status_code == 302


def test_the_desk_speaks_the_language_of_the_person() -> None:
    client = Client()
    client.force_login(make_user(roles=(Role.EDITOR,), language="zh-hans"))
    text = client.get("/cms/").content.decode()
    assert "写一篇中文新闻" in text
    assert text.index("写一篇中文新闻") < text.index("写一篇英文新闻")
    assert "What waits for you" in signed_in(Role.EDITOR).get("/cms/").content.decode()


def test_the_first_page_says_what_waits_for_whom() -> None:
    editor, approver = signed_in(Role.EDITOR), signed_in(Role.APPROVER)
    add = reverse("wagtailadmin_pages:add", args=["cms", "newspage", news_index("en").pk])
    editor.post(add, article_form("Review opens", "review-opens") | {"action-submit": "action-submit"})
    assert "waits for somebody else’s approval" in editor.get("/cms/").content.decode()
    text = approver.get("/cms/").content.decode()
    assert "Review opens" in text
    assert "Read it and decide." in text


def test_the_desk_loads_nothing_from_elsewhere_and_runs_inline_script_only_where_wagtail_has_some() -> None:
    desk = signed_in(Role.EDITOR)
    strict = desk.get("/cms/")["Content-Security-Policy"]
    assert "script-src 'self';" in strict
    loose = desk.get(reverse("wagtailadmin_pages:edit", args=[news_index("en").pk]))["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline';" in loose
    for policy in (strict, loose):
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "http" not in policy


@pytest.mark.parametrize("who", ["the same person", "somebody else"])
def test_a_page_that_was_made_while_its_form_was_looked_at_is_no_fault(who: str) -> None:
    desk = signed_in(Role.EDITOR)
    other = desk if who == "the same person" else signed_in(Role.EDITOR)
    url, waiting = reverse("wagtailadmin_pages:add", args=["cms", "newspage", news_index("en").pk]), ["first"]

    def meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SAVEPOINT") and waiting:
            waiting.clear()
            assert other.post(url, article_form("Early", "words")).status_code == 302
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        answer = desk.post(url, article_form("Late", "words"))
    (made,) = NewsPage.objects.filter(slug="words")
    if who == "the same person":
        assert (answer.status_code, made.get_latest_revision_as_object().title) == (302, "Late")
    else:
        assert (answer.status_code, made.title) == (200, "Early")
        assert "already in use" in answer.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "Submit for approval"), ("zh-hans", "提交审批")])
def test_the_button_of_submission_names_the_act(language: str, words: str) -> None:
    editor = make_user(roles=(Role.EDITOR,), language=language)
    desk = Client()
    desk.force_login(editor)
    page = desk.get(
        reverse("wagtailadmin_pages:add", args=("cms", "newspage", news_index(language).pk))
    ).content.decode()
    button = page[page.index('name="action-submit"') :]
    assert " ".join(re.sub("<[^>]+>", " ", button[button.index(">") + 1 : button.index("</button>")]).split()) == words
