"""Pages for tests, and what the desk's forms send."""

from __future__ import annotations

import datetime
from typing import Any

from django.test import Client
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import HomePage, NewsIndexPage, NewsPage, NewsPageStandard, PeoplePage, PersonPage
from hub.accounts.enums import Role
from hub.standards.models import Standard
from tests.factories.accounts import make_user

DAY = datetime.date(2026, 3, 1)


def home(language: str) -> HomePage:
    """Return the home page of a language."""
    return HomePage.objects.get(locale__language_code=language)


def news_index(language: str) -> NewsIndexPage:
    """Return the list of news of a language."""
    return NewsIndexPage.objects.get(locale__language_code=language)


def make_article(title: str, *, language: str = "en", live: bool = True, **more: Any) -> NewsPage:
    """Write an article; a live one is published by Wagtail's own act."""
    words = {
        "introduction": f"About {title}.",
        "date": DAY,
        "body": [("paragraph", RichText("<p>Graphene films carry heat away.</p>"))],
    } | more
    index = news_index(language)
    article = index.add_child(instance=NewsPage(title=title, locale=index.locale, live=False, **words))
    revision = article.save_revision()
    if live:
        revision.publish()
    return NewsPage.objects.get(pk=article.pk)


def make_person(slug: str, *, language: str = "en", live: bool = True, **more: Any) -> PersonPage:
    """Write a person of the directory."""
    words = {"name_en": "Ada Byron", "group": "mentor", "role": "Mentor"} | more
    directory = PeoplePage.objects.get(locale__language_code=language)
    page = PersonPage(title="Ada Byron", slug=slug, locale=directory.locale, live=False, **words)
    directory.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return PersonPage.objects.get(pk=page.pk)


def name_standard(article: NewsPage, standard: Standard, **more: Any) -> NewsPageStandard:
    """Tie an article to a standard."""
    return NewsPageStandard.objects.create(page=article, standard=standard, **more)


def article_form(title: str, slug: str = "", **more: Any) -> dict[str, Any]:
    """Return what the form of an article sends."""
    return nested_form_data(
        {
            "title": title,
            "slug": slug,
            "category": "association",
            "date": "2026-03-01",
            "introduction": "What happened.",
            "body": streamfield([("paragraph", rich_text("<p>The text.</p>"))]),
            "standard_links": inline_formset([]),
            "listing_url": "",
            "comments": inline_formset([]),
        }
        | more
    )


def signed_in(*roles: Role) -> Client:
    """Return a client of somebody who holds these roles."""
    client = Client()
    client.force_login(make_user(roles=roles))
    return client


def reload(page: Page) -> Any:
    """Read a page again."""
    return type(page).objects.get(pk=page.pk)
