"""Addresses that belong to services, and addresses for Chinese titles."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern

from cms.models import ContentPage, NewsPage
from cms.reserved import SERVICE_PREFIXES
from hub.accounts.enums import Role
from tests.cms.pages import article_form, home, make_article, news_index, signed_in

pytestmark = pytest.mark.django_db


def first_segments(patterns: list[URLPattern | URLResolver], before: str = "") -> set[str]:
    """Return the first path segment of every address, the language left out."""
    found: set[str] = set()
    for pattern in patterns:
        route = "" if isinstance(pattern.pattern, LocalePrefixPattern) else before + str(pattern.pattern)
        if isinstance(pattern, URLResolver) and "/" not in route:
            found |= first_segments(pattern.url_patterns, route)
        else:
            found.add(route.split("/")[0])
    return found


def test_every_service_prefix_is_reserved() -> None:
    segments = {s for s in first_segments(get_resolver().url_patterns) if s and not s.startswith(("^", "<"))}
    assert segments <= SERVICE_PREFIXES


def test_form_refuses_a_reserved_slug_below_home() -> None:
    desk = signed_in(Role.APPROVER)
    above = home("en")
    url = reverse("wagtailadmin_pages:add", args=["cms", "contentpage", above.pk])
    form = {
        k: v
        for k, v in article_form("Our standards", "standards").items()
        if not k.startswith(("standard_links", "date", "listing"))
    }
    response = desk.post(url, form)
    assert response.status_code == 200
    assert "belongs to a service of the Hub" in response.content.decode()
    assert not ContentPage.objects.filter(slug="standards").exists()


def test_model_refuses_a_reserved_slug_below_home_only() -> None:
    above = home("en")
    with pytest.raises(ValidationError, match="belongs to a service"):
        above.add_child(instance=ContentPage(title="Desk", slug="desk", locale=above.locale))
    about = ContentPage.objects.get(slug="about", locale=above.locale)
    about.add_child(instance=ContentPage(title="Desk", slug="desk", locale=above.locale))
    assert not ContentPage.objects.get(slug="desk").can_move_to(above)


def test_feed_is_not_an_article() -> None:
    index = news_index("en")
    with pytest.raises(ValidationError, match="belongs to a service"):
        index.add_child(instance=NewsPage(title="Feed", slug="feed", introduction="x", locale=index.locale))


def test_copy_to_a_reserved_slug_is_refused_in_words() -> None:
    desk, page = signed_in(Role.APPROVER), ContentPage.objects.get(slug="about", locale__language_code="en")
    form = {
        "new_title": "Copy",
        "new_slug": "search",
        "new_parent_page": home("en").pk,
        "copy_subpages": "",
        "publish_copies": "",
        "alias": "",
    }
    response = desk.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form, follow=True)
    assert "belongs to a service of the Hub" in response.content.decode()
    assert not ContentPage.objects.filter(slug="search").exists()


def test_chinese_title_needs_no_slug_and_keeps_the_one_it_got() -> None:
    desk = signed_in(Role.EDITOR)
    desk.post(
        reverse("wagtailadmin_pages:add", args=["cms", "newspage", news_index("zh-hans").pk]),
        article_form("石墨烯标准"),
    )
    article = NewsPage.objects.get(title="石墨烯标准")
    assert article.slug.isascii()
    desk.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), article_form("石墨烯标准（修订）"))
    assert NewsPage.objects.get(pk=article.pk).get_latest_revision_as_object().slug == article.slug


def test_latin_title_gives_the_slug() -> None:
    assert make_article("Review opens").slug == "review-opens"
