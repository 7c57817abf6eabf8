"""The editors' desk of the search: what is asked, what finds nothing, how the engines stand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.enums import Role
from search.models import QuestionCount
from tests.cms.pages import signed_in
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
URL = "/en/search/desk/"


def count(text: str, asked: int, without_hits: int = 0, *, ago: int = 0, language: str = "en") -> None:
    day = timezone.now().date() - timedelta(days=ago)
    QuestionCount.objects.create(day=day, language=language, text=text, asked=asked, without_hits=without_hits)


def page(desk: Client, query: str = "", url: str = URL) -> str:
    response = desk.get(f"{url}?{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def desk() -> Client:
    return signed_in(Role.EDITOR)


def test_what_is_asked_often_stands_there_and_rare_texts_do_not(desk: Client) -> None:
    count("battery", 1200, 30)
    count("my own affair", 2, 2)
    text = page(desk)
    assert "battery" in text
    assert "1,202 searches, 97% of them with results" in text
    assert "my own affair" not in text
    assert "own affair" not in desk.get(reverse("search-desk-export")).getvalue().decode()


def test_a_question_without_results_leads_to_a_term_and_a_recommendation(desk: Client) -> None:
    count("固态 & 电池", 4, 3, language="zh")
    count("gizmo", 4, 4)
    text = page(desk)
    for way in (
        "/cms/search-terms/new/?zh=%E5%9B%BA",
        "/cms/search-terms/new/?en=gizmo",
        "/cms/search-recommendations/new/?q=gizmo",
    ):
        assert way in text
    assert 'lang="zh-Hans">固态 &amp; 电池' in text
    form = page(desk, "en=gizmo", reverse("term:add"))
    assert "gizmo</textarea>" in form
    assert "gizmo</textarea>" in page(desk, "q=gizmo", reverse("pinnedresult:add"))


def test_period_and_language_choose(desk: Client) -> None:
    count("last week", 5, ago=6)
    count("last month", 5, ago=29)
    count("long ago", 5, ago=89)
    count("中文的", 5, language="zh")
    assert [words in page(desk, "days=7") for words in ("last week", "last month", "long ago")] == [True, False, False]
    assert [words in page(desk) for words in ("last week", "last month", "long ago")] == [True, True, False]
    assert "long ago" in page(desk, "days=90&language=en")
    assert "中文的" not in page(desk, "days=90&language=en")
    assert "days=7&amp;language=zh" in page(desk, "days=7&language=zh")
    assert "last month" in page(desk, "days=nonsense&language=nonsense")


def test_an_empty_desk_says_so_in_both_languages(desk: Client) -> None:
    text = page(desk)
    assert "No searches in this period" in text
    assert "No frequent question yet" in text
    assert "is being built" in text
    reader = Client()
    reader.force_login(make_user(roles=(Role.EDITOR,), language="zh-hans"))
    assert "搜索" in page(reader, url="/zh-hans/search/desk/")


def test_the_file_holds_no_formula(desk: Client) -> None:
    count("=1+1 battery", 3)
    response = desk.get(reverse("search-desk-export"))
    assert "'=1+1 battery,en,3,0" in response.getvalue().decode()
    assert response["Content-Disposition"] == 'attachment; filename="search-questions.csv"'


@pytest.mark.parametrize("role", [None, Role.REVIEWER, Role.AUDITOR])
def test_it_is_the_editors(role: Role | None) -> None:
    count("battery", 5)
    visitor = signed_in(role) if role else signed_in()
    for url in (URL, reverse("search-desk-export")):
        response = visitor.get(url)
        assert response.status_code == 403
        assert "battery" not in response.content.decode()
        assert Client().get(url).status_code == 302
    assert "/search/desk/" not in visitor.get("/en/me/").content.decode()


def test_its_cost_does_not_grow(desk: Client, django_assert_num_queries: Any) -> None:
    count("battery", 5, 5)
    page(desk)
    with django_assert_num_queries(12):
        page(desk)
    for number in range(25):
        count(f"question {number}", 5, 5)
    with django_assert_num_queries(12):
        page(desk)


def test_editors_find_it_among_their_desks(desk: Client) -> None:
    assert 'href="/en/search/desk/"' in page(desk)
