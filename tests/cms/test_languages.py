"""The language switch leads to the twin."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from cms.models import NewsPage
from hub.accounts.enums import Role
from hub.activity.models import Activity
from tests.cms.pages import make_article, name_standard, signed_in
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db


def switch(client: Client, url: str, language: str) -> str:
    """Return where the language switch of a page leads."""
    found = re.search(rf'<a [^>]*href="([^"]+)" lang="[^"]+" hreflang="{language}"', client.get(url).content.decode())
    assert found
    return found[1]


def twin_of(article: NewsPage, *, live: bool) -> NewsPage:
    """Make the Chinese twin of an English article."""
    copy = article.copy_for_translation(Locale.objects.get(language_code="zh-hans"))
    copy.title, copy.slug = "征求意见", "zhengqiu-yijian"
    revision = copy.save_revision()
    if live:
        revision.publish()
    return copy


def test_switch_leads_to_the_twin_whatever_its_slug(client: Client) -> None:
    article = make_article("Review opens")
    twin_of(article, live=True)
    assert switch(client, "/en/news/review-opens/", "zh-Hans") == "/zh-hans/news/zhengqiu-yijian/"
    assert switch(client, "/zh-hans/news/zhengqiu-yijian/", "en") == "/en/news/review-opens/"


def test_switch_leads_home_where_there_is_no_published_twin(client: Client) -> None:
    twin_of(make_article("Review opens"), live=False)
    assert switch(client, "/en/news/review-opens/", "zh-Hans") == "/zh-hans/"
    assert client.get("/zh-hans/news/zhengqiu-yijian/").status_code == 404
    text = client.get("/en/news/review-opens/").content.decode()
    assert 'rel="alternate" hreflang="zh-Hans"' not in text


def test_pages_name_each_other_for_search_engines(client: Client) -> None:
    text = client.get("/zh-hans/about/").content.decode()
    assert '<link rel="canonical" href="http://testserver/zh-hans/about/">' in text
    for code, path in (("en", "en"), ("zh-Hans", "zh-hans"), ("x-default", "en")):
        assert f'<link rel="alternate" hreflang="{code}" href="http://testserver/{path}/about/">' in text


def test_editor_makes_a_twin_that_carries_the_standards() -> None:
    article = make_article("Review opens")
    name_standard(article, make_standard())
    chinese = Locale.objects.get(language_code="zh-hans")
    url = reverse("simple_translation:submit_page_translation", args=[article.pk])
    signed_in(Role.EDITOR).post(url, {"locales": [chinese.pk]})
    twin = NewsPage.objects.get(locale=chinese)
    assert not twin.live
    assert twin.alias_of is None
    assert twin.translation_key == article.translation_key
    assert twin.standard_links.count() == 1
    act = Activity.objects.get(verb="page.translated")
    assert (act.subject_id, act.actor_kind, act.data["language"]) == (twin.pk, "person", "zh-hans")
