"""What every installation starts with."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page, Site, Workflow

from cms.models import ContentPage, HomePage
from hub.accounts.enums import Role
from tests.cms.pages import home, news_index
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

PAGES = [
    ("/en/", "en", "Standards that reach the market"),
    ("/zh-hans/", "zh-Hans", "让标准走进市场"),
    ("/en/news/", "en", "No news yet"),
    ("/zh-hans/news/", "zh-Hans", "新闻"),
    ("/en/about/", "en", "A standard is worth what is done with it"),
    ("/zh-hans/about/", "zh-Hans", "一项标准的价值在于有人使用"),
    ("/en/accessibility/", "en", "Web Content Accessibility Guidelines"),
    ("/zh-hans/accessibility/", "zh-Hans", "无障碍声明"),
]


@pytest.mark.parametrize(("url", "lang", "words"), PAGES)
def test_page_is_public_in_its_language(client: Client, url: str, lang: str, words: str) -> None:
    response = client.get(url)
    assert response.status_code == 200
    text = response.content.decode()
    assert words in text
    assert f'<html lang="{lang}"' in text


def test_tree_is_sound_and_every_page_has_a_twin() -> None:
    assert Page.find_problems() == ([], [], [], [], [])
    for page in Page.objects.filter(depth__gt=1):
        assert page.get_translations().count() == 1
    assert Site.objects.get(is_default_site=True).root_page.specific == home("en")


def test_footer_and_menu_lead_to_pages_that_exist(client: Client) -> None:
    for language in ("en", "zh-hans"):
        text = client.get(f"/{language}/").content.decode()
        for path in ("news/", "about/", "accessibility/", "news/feed/"):
            assert f'href="/{language}/{path}"' in text


def test_unpublished_page_leaves_the_footer(client: Client) -> None:
    ContentPage.objects.get(slug="about", locale__language_code="en").unpublish()
    assert 'href="/en/about/"' not in client.get("/en/").content.decode()
    assert 'href="/zh-hans/about/"' in client.get("/zh-hans/").content.decode()


def test_approval_applies_to_every_page() -> None:
    workflow = Workflow.objects.get(name="审批 · Approval")
    assert news_index("en").get_workflow() == workflow
    assert news_index("zh-hans").get_workflow() == workflow


def test_what_editors_and_approvers_may_do() -> None:
    editor, approver = make_user(roles=(Role.EDITOR,)), make_user(roles=(Role.APPROVER,))
    index = news_index("zh-hans")
    for person, takes_down in ((editor, False), (approver, True)):
        may = index.permissions_for_user(person)
        assert (may.can_add_subpage(), may.can_edit(), may.can_publish()) == (True, True, False)
        assert may.can_unpublish() == takes_down
        assert person.has_perms(
            ["wagtailadmin.access_admin", "simple_translation.submit_translation", "wagtailimages.add_image"]
        )
    assert set(Group.objects.values_list("name", flat=True)) >= {"Editors", "Moderators"}


def test_one_home_page_for_each_language() -> None:
    assert not HomePage.can_create_at(Page.objects.get(depth=1))
