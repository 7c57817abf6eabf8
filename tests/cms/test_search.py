"""Articles in the search: one entry for both languages, in both engines."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from elasticsearch import Elasticsearch
from wagtail.models import Locale

from cms.models import NewsPage
from hub.outbox.services import drain
from search.models import SearchDocument
from search.services import refresh_documents
from tests.cms.pages import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request: pytest.FixtureRequest, settings: Any) -> Iterator[str]:
    """Each engine in turn as the one that answers."""
    settings.HUB_SEARCH_PREFIX = f"test-{uuid.uuid4().hex[:12]}"
    if request.param == "elasticsearch":
        settings.ELASTICSEARCH_URL = os.environ["HUB_TEST_ELASTICSEARCH_URL"]
    yield request.param
    if request.param == "elasticsearch":
        client = Elasticsearch(settings.ELASTICSEARCH_URL)
        for name in client.indices.get(index=f"{settings.HUB_SEARCH_PREFIX}*"):
            client.indices.delete(index=name)
        client.close()


def twin_of(article: NewsPage, title: str) -> NewsPage:
    """Publish the Chinese twin of an article."""
    twin = article.copy_for_translation(Locale.objects.get(language_code="zh-hans"))
    twin.title, twin.introduction, twin.slug = title, f"{title}的新方法。", f"{article.slug}-zh"
    twin.save_revision().publish()
    return NewsPage.objects.get(pk=twin.pk)


def found(language: str, query: str = "") -> list[tuple[str, str, str]]:
    """Return title, language and address of what a visitor finds; the page's counts agree with its rows."""
    drain("search")
    page = Client().get(f"/{language}/search/?{query}").context["page"]
    hits = page.results.hits
    assert page.results.total == len(hits)
    assert page.results.facets["type"].get("news", 0) == len(hits)
    return [(str(hit.title_html), hit.lang, hit.url) for hit in hits]


def test_twins_are_one_entry_in_the_readers_language(engine: str) -> None:
    twin_of(make_article("Dry electrodes"), "干法电极")
    make_article("Only in English")
    english = ("Dry electrodes", "en", "/en/news/dry-electrodes/")
    chinese = ("干法电极", "zh-Hans", "/zh-hans/news/dry-electrodes-zh/")
    alone = ("Only in English", "en", "/en/news/only-in-english/")
    assert sorted(found("en")) == [english, alone]
    assert sorted(found("zh-hans")) == [alone, chinese]
    marked = ("<mark>Dry</mark> <mark>electrodes</mark>", *english[1:])
    assert found("en", "type=news&q=干法电极") == [marked]
    assert len(found("zh-hans", "type=news&sort=newest")) == 2


def test_either_twin_stays_when_the_other_goes(engine: str) -> None:
    article = make_article("Dry electrodes")
    twin = twin_of(article, "干法电极")
    article.unpublish()
    assert found("en") == [("干法电极", "zh-Hans", "/zh-hans/news/dry-electrodes-zh/")]
    article.save_revision().publish()
    assert found("en") == [("Dry electrodes", "en", "/en/news/dry-electrodes/")]
    NewsPage.objects.get(pk=article.pk).delete()
    assert found("en") == [("干法电极", "zh-Hans", "/zh-hans/news/dry-electrodes-zh/")]
    assert found("en", "q=electrodes&translated=no") == []
    twin.unpublish()
    assert found("zh-hans") == []


def test_documents_written_anew_are_the_same() -> None:
    twin_of(make_article("Dry electrodes"), "干法电极")
    before = list(SearchDocument.objects.values_list("key", "object_id", "version"))
    refresh_documents()
    assert list(SearchDocument.objects.values_list("key", "object_id", "version")) == before
    assert len(before) == 1
